using System.Text;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Ingestion.Documents;

namespace Yunhepan.FeedBot.Ingestion.Discovery;

/// <summary>Reads a sitemap index and returns the sitemaps that are most likely to contain news first.</summary>
internal static partial class SitemapIndex
{
    private const int MostRead = 256 * 1024;

    [GeneratedRegex(
        @"<sitemap\b[^>]*>(?<entry>.*?)</sitemap\s*>", RegexOptions.Singleline | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entry { get; }

    [GeneratedRegex(@"<loc>\s*(?:<!\[CDATA\[)?(?<url>[^<\]]+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Location { get; }

    [GeneratedRegex(@"<lastmod>\s*(?<at>[^<]+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Modified { get; }

    /// <summary>Returns at most three addresses; empty if the document is not a sitemap index.</summary>
    public static IReadOnlyList<string> Read(ReadOnlyMemory<byte> content)
    {
        var text = Encoding.UTF8.GetString(content.Span[..Math.Min(content.Length, MostRead)]);
        if (!text.Contains("<sitemapindex", StringComparison.Ordinal))
            return [];
        try
        {
            return
            [
                .. Entry.Matches(text).Take(2_000)
                    .Select(match => match.Groups["entry"].Value)
                    .Select(entry =>
                        (Url: StatedAddress.Resolve(
                            System.Net.WebUtility.HtmlDecode(Location.Match(entry).Groups["url"].Value), null),
                            At: Modified.Match(entry).Groups["at"].Value))
                    .Where(entry => entry.Url is not null)
                    .OrderByDescending(entry => entry.Url!.Contains("news", StringComparison.OrdinalIgnoreCase))
                    .ThenByDescending(entry => entry.At, StringComparer.Ordinal)
                    .Select(entry => entry.Url!)
                    .Take(3),
            ];
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }
}
