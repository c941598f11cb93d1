using System.Globalization;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Cli;

/// <summary>What a number of the logs and the commands counts.</summary>
internal enum Counted
{
    /// <summary>The number is bare, so it may be of either kind.</summary>
    Unsaid,
    Article,

    /// <summary>An alert has the number of the revision that raised it.</summary>
    Alert,
    Complaint,
    Chat,
}

/// <summary>
/// A number as logs and commands print it: <c>alert 12</c>, <c>revision 12</c>, <c>article 5</c>, <c>complaint 3</c>, or alone; and
/// <c>12-3</c>, the id of a delivery: alert 12 for chat 3.
/// </summary>
internal sealed partial record AskedNumber(Counted Of, long Number)
{
    /// <summary>Returns null for what is no number: an id or an address.</summary>
    public static AskedNumber? Parse(string text)
    {
        if (Form.Match(text.Trim()) is not { Success: true } match)
            return null;
        var number = long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        return new AskedNumber(match.Groups["chat"].Success ? Counted.Alert : WordOf(match.Groups["word"].Value), number);
    }

    /// <summary>Joins words that the shell has parted: <c>alert 12</c> is one name.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> words)
    {
        List<string> names = [];
        foreach (var word in words)
        {
            if (names.Count > 0 && WordOf(names[^1]) != Counted.Unsaid && word.All(c => char.IsAsciiDigit(c) || c == '-'))
                names[^1] += " " + word;
            else
                names.Add(word);
        }

        return names;
    }

    private static Counted WordOf(string word) => word.ToLowerInvariant() switch
    {
        "article" or "number" => Counted.Article,
        "alert" or "revision" => Counted.Alert,
        "complaint" => Counted.Complaint,
        "chat" or "subscriber" => Counted.Chat,
        _ => Counted.Unsaid,
    };

    [GeneratedRegex(
        "^((?<word>article|number|alert|revision|complaint|chat|subscriber)[ :=]*)?#?(?<number>[0-9]{1,18})(?<chat>-[0-9]{1,18})?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form { get; }
}
