using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>The title as the head of a page states it.</summary>
/// <param name="Headline">What the metadata say, without the site's name.</param>
/// <param name="Parts">The parts of the document's title, the likeliest first.</param>
/// <param name="BareTitle">The document's title, letters and digits alone.</param>
/// <param name="BareHeadline">The headline, letters and digits alone.</param>
/// <param name="BareSite">The site's name, letters and digits alone.</param>
internal sealed partial record StatedTitle(string? Headline, string[] Parts, string BareTitle, string BareHeadline, string BareSite)
{
    /// <summary>The parts of a document title: <c>T_济南新闻_某网</c>, <c>T - Site</c>.</summary>
    public static string[] PartsOf(string title) =>
        [.. Separators.Split(title).Select(p => p.Trim(' ', '\u3000', '-', '|', '_', '·')).Where(p => p.Length > 0)];

    /// <summary>A headline from metadata with the site's name cut off its end.</summary>
    public static string WithoutSite(string title, string? siteName)
    {
        var cut = SiteSuffix.Match(title);
        if (cut.Success && siteName is not null && TextWeight.Bare(cut.Groups["site"].Value) is { Length: > 0 } tail
            && (TextWeight.Bare(siteName) is { Length: > 0 } bare)
                && (bare.Contains(tail, StringComparison.Ordinal) || tail.Contains(bare, StringComparison.Ordinal)))
            return title[..cut.Index].TrimEnd();
        return title;
    }

    /// <summary>The site's name may be told by its address alone: <c>T | Bridgestone Tires</c> on bridgestonetire.com.</summary>
    private static string WithoutHost(string title, Uri? url)
    {
        if (url is null || SiteSuffix.Match(title) is not { Success: true } cut || cut.Index < 8)
            return title;
        var names = cut.Groups["site"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var tail = TextWeight.Bare(cut.Groups["site"].Value);
        var host = TextWeight.Bare(url.Host);
        return tail.Length > 3
            && (host.Contains(tail, StringComparison.Ordinal) || names.Length > 1 && host.StartsWith("www", StringComparison.Ordinal)
            && TextWeight.Bare(names[0]) is { Length: > 5 } first && host[3..].StartsWith(first, StringComparison.Ordinal))
                ? title[..cut.Index].TrimEnd() : title;
    }

    public static StatedTitle Read(PageContext page)
    {
        var metadata = page.Metadata;
        var parts = PartsOf(metadata.DocumentTitle ?? string.Empty);
        var headline = metadata.Article?.Headline
            ?? metadata.First("og:title", "twitter:title", "title", "dc.title", "ArticleTitle", "headline");
        if (headline is not null)
        {
            headline = WithoutHost(WithoutSite(headline, metadata.SiteName), page.PageUrl);
            if (headline == metadata.DocumentTitle && parts.Length > 1)
                headline = null;
        }
        return new StatedTitle(headline, [.. Ranked(parts, metadata.SiteName)], TextWeight.Bare(metadata.DocumentTitle ?? string.Empty),
            TextWeight.Bare(headline ?? string.Empty), TextWeight.Bare(metadata.SiteName ?? string.Empty));
    }

    /// <summary>The title comes first on most sites; a short first part is a channel when a later one is much longer.</summary>
    private static IEnumerable<string> Ranked(string[] parts, string? siteName) =>
        parts.Where(p => !string.Equals(p, siteName, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(p => Math.Min(TextWeight.Measure(p), 60) + (p == parts[0] ? 16 : 0))
                .DefaultIfEmpty(parts.FirstOrDefault() ?? string.Empty);

    [GeneratedRegex(
        @"\s+[-–—|·•»«:>›]+\s+|\s*[_|｜]+\s*|\s*[-–—]{2,}\s*|(?<=[\u2e80-\uffef”])\s*[-–—»]\s*(?=[\u2e80-\uffef])|\s+::\s+",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Separators { get; }

    /// <summary>A hyphen inside a word divides nothing.</summary>
    [GeneratedRegex(
        @"(?<!^)(\s*[|·•_｜»]\s*|\s+[-–—]\s*|\s*[-–—]\s+|(?<=[\u2e80-\uffef”])[-–—]|[-–—](?=[\u2e80-\uffef]))(?<site>[^-–—|·•_｜»]{2,60})$",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex SiteSuffix { get; }
}
