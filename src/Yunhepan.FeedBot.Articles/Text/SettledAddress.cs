using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// Reduces the addresses that stand in a text to what is the same at each visit: without fragments, and without parameters that
/// carry the time, a session, a signature or a random number.
/// </summary>
internal static partial class SettledAddress
{
    /// <summary>A longer value with digits is a time stamp or a token rather than the number of a page.</summary>
    private const int LongestNumber = 8;

    public static string In(string text) =>
        text.Contains("://", StringComparison.Ordinal) ? Address.Replace(text, m => Settle(m.Value)) : text;

    private static string Settle(string url)
    {
        url = FoldedUrl.WithoutSession(url);
        var query = url.AsSpan().IndexOfAny('?', '#');
        if (query < 0)
            return url;
        var stated = url[(query + 1)..].Split('#', 2)[0].Split('&', StringSplitOptions.RemoveEmptyEntries);
        var kept = stated.Where(p => !IsVolatile(p)).ToList();
        return url[..query] + (url[query] == '?' && kept.Count > 0 ? "?" + string.Join('&', kept) : "");
    }

    private static bool IsVolatile(string parameter)
    {
        var at = parameter.IndexOf('=', StringComparison.Ordinal);
        var value = at < 0 ? parameter : parameter[(at + 1)..];
        return (value.Length > LongestNumber && value.Any(char.IsAsciiDigit)) || (at > 0 && Name.IsMatch(parameter.AsSpan(0, at)));
    }

    [GeneratedRegex(
        @"\bhttps?://[^\s<>""'，。；、！？（）()【】《》“”\p{IsCJKUnifiedIdeographs}]+", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Address { get; }

    [GeneratedRegex(
        @"^(?:_|_?t|ts|tm|_?time|timestamp|now|rand(?:om)?|rnd|r|nonce|cb|cache(?:buster)?|nocache|v|ver|version|sid"
            + @"|sess(?:ion)?(?:_?id)?|token|auth"
            + @"|sig|sign(?:ature)?|expires?|exp|hash|spm|from|ref|utm_\w+|x-\w[\w-]*)$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Name { get; }
}
