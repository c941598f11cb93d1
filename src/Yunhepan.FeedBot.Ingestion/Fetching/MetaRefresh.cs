using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>
/// A small page that only sends its reader elsewhere: <c>&lt;meta http-equiv="refresh" content="0;url=…"&gt;</c>. Read from the
/// bytes, as the fetcher knows no documents; whatever it misses is a page like any other.
/// </summary>
internal static partial class MetaRefresh
{
    /// <summary>A page with more to say than this is meant to be read.</summary>
    private const int LargestPage = 8 * 1024;

    /// <summary>Who waits longer wants the page to be read first.</summary>
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

    /// <summary>Where the page at <paramref name="from"/> sends its reader; null when it is meant to be read.</summary>
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
