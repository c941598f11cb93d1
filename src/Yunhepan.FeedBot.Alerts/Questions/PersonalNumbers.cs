using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>Finds numbers and addresses by which a person can be reached or known, so that words with them do not become public.</summary>
public static partial class PersonalNumbers
{
    public static bool AreIn(string text) => Shape.IsMatch(text);

    // Telephone numbers, also with gaps, identity cards and bank cards have at least seven digits; a date has eight with signs of its own.
    [GeneratedRegex(
        @"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,64}"
            + @"|(?<![\d-])(?!(19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}(?!\d))\+?\d([ \-()]{0,2}\d){6,24}[Xx]?"
            + @"|(微信|QQ|WhatsApp|WeChat|Telegram)号?\s{0,3}[:：]?\s{0,3}[A-Za-z0-9_-]{5,}",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Shape { get; }
}
