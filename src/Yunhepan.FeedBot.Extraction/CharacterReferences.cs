using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction;

/// <summary>
/// Joins characters outside the basic multilingual plane that a sender wrote as two references, one for each UTF-16 surrogate:
/// <c>&amp;#55357;&amp;#56841;</c>. XML and HTML forbid each of the two alone; together they mean an emoji.
/// </summary>
internal static partial class CharacterReferences
{
    /// <summary>How references to surrogates begin: most documents have other references only.</summary>
    private static readonly SearchValues<string> Surrogates =
        SearchValues.Create(["&#55", "&#56", "&#xd", "&#xD", "&#Xd", "&#XD"], StringComparison.Ordinal);

    /// <summary>Returns the text with each such pair replaced by one reference.</summary>
    public static string JoinPairs(string text)
    {
        if (!text.AsSpan().ContainsAny(Surrogates))
            return text;
        return Pair.Replace(text, match =>
        {
            var (high, low) = (HalfOf(match.Groups["high"].ValueSpan), HalfOf(match.Groups["low"].ValueSpan));
            return char.IsHighSurrogate(high) && char.IsLowSurrogate(low)
                ? string.Create(CultureInfo.InvariantCulture, $"&#{new Rune(high, low).Value};")
                : match.Value;
        });
    }

    private static char HalfOf(ReadOnlySpan<char> number) => number[0] is 'x' or 'X'
        ? (char)ushort.Parse(number[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : (char)ushort.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"&#(?<high>[xX][dD][89aAbB][0-9a-fA-F]{2}|5[56]\d{3});&#(?<low>[xX][dD][c-fC-F][0-9a-fA-F]{2}|5[67]\d{3});",
        RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Pair { get; }
}
