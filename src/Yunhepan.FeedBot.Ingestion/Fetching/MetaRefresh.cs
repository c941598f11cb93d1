using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>
/// Detects a small page that only redirects its reader: <c>&lt;meta http-equiv="refresh" content="0;url=…"&gt;</c>. It reads the
/// bytes, because the fetcher does not parse documents; a redirect that it misses is treated as an ordinary page.
/// </summary>
internal static partial class MetaRefresh
{
    /// <summary>A larger page has content of its own.</summary>
    private const int LargestPage = 8 * 1024;

    /// <summary>A page with a longer delay is meant to be read first.</summary>
    private const double LongestDelay = 5;

    [GeneratedRegex(
        @"<!--.*?-->|<noscript\b.*?</noscript\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex Unseen { get; }

    [GeneratedRegex(
        @"<meta\b[^>]*\bhttp-equiv\s*=\s*[""']?refresh\b[^>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex Tag { get; }

    [GeneratedRegex(
        @"\bcontent\s*=\s*(?:""(?<c>[^""]*)""|'(?<c>[^']*)'|(?<c>[^\s>]+))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex Content { get; }

    [GeneratedRegex(
        @"^\s*(?<delay>[0-9]*\.?[0-9]*)\s*[;,]\s*(?:url\s*=\s*)?[""']?(?<url>[^""']+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Order { get; }

    /// <summary>Returns where the page at <paramref name="from"/> redirects its reader; null if it is meant to be read.</summary>
    public static Uri? Target(ReadOnlySpan<byte> page, string? contentType, Uri from)
    {
        if (page.Length > LargestPage || contentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == false)
            return null;
        try
        {
            var text = Unseen.Replace(Encoding.Latin1.GetString(page), "");
            if (Tag.Match(text) is not { Success: true } tag || Content.Match(tag.Value) is not { Success: true } content)
                return null;

            var order = Order.Match(WebUtility.HtmlDecode(content.Groups["c"].Value));
            if (!order.Success || (Number(order.Groups["delay"].Value) ?? 0) > LongestDelay)
                return null;

            var target = FetchUrl.Follow(from, FetchUrl.Utf8IfItIs(order.Groups["url"].Value));
            return target is null || target.AbsoluteUri == from.AbsoluteUri ? null : target;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
