using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>The title that the head of a page states.</summary>
/// <param name="Headline">The title in the metadata, without the site's name.</param>
/// <param name="Parts">The parts of the document's title, the likeliest first.</param>
/// <param name="BareTitle">The letters and digits of the document's title.</param>
/// <param name="BareHeadline">The letters and digits of the headline.</param>
/// <param name="BareSite">The letters and digits of the site's name.</param>
internal sealed partial record StatedTitle(string? Headline, string[] Parts, string BareTitle, string BareHeadline, string BareSite)
{
    private const int ShortestEntry = 16;

    private const int ShortestPart = 8;

    /// <summary>Search engines show so many characters of a headline, so templates cut it there.</summary>
    private const int CutLength = 100;

    private static readonly string[] HeadlineNames = ["og:title", "twitter:title", "title", "dc.title", "ArticleTitle", "headline"];

    /// <summary>All titles that the head states whole: the headline, what other members call it, and the document's title.</summary>
    public required string[] Wholes { get; init; }

    /// <summary>Returns true for the letters and digits of a title that the head states whole, or first in the document's title.</summary>
    public bool IsWhole(string bare) => bare != BareSite
        && (Wholes.Any(w => TextWeight.Bare(w) == bare)
            || BareTitle.StartsWith(bare, StringComparison.Ordinal) && Parts.Any(p => TextWeight.Bare(p) == bare));

    /// <summary>Returns true for letters and digits that are part of a title in the head.</summary>
    public bool Holds(string bare) => bare.Length >= ShortestPart && bare != BareSite
        && (BareTitle.Contains(bare, StringComparison.Ordinal)
            || Wholes.Any(w => TextWeight.Bare(w).Contains(bare, StringComparison.Ordinal)));

    /// <summary>Returns the parts of a document title: <c>T_济南新闻_某网</c>, <c>T - Site</c>.</summary>
    public static string[] PartsOf(string title) =>
        [.. Separators.Split(title).Select(p => p.Trim(' ', '\u3000', '-', '|', '_', '·')).Where(p => p.Length > 0)];

    /// <summary>Returns a headline from metadata without the site's name at its end.</summary>
    public static string WithoutSite(string title, string? siteName)
    {
        var cut = SiteSuffix.Match(title);
        if (cut.Success && siteName is not null && TextWeight.Bare(cut.Groups["site"].Value) is { Length: > 0 } tail
            && (TextWeight.Bare(siteName) is { Length: > 0 } bare)
                && (bare.Contains(tail, StringComparison.Ordinal) || tail.Contains(bare, StringComparison.Ordinal)))
            return title[..cut.Index].TrimEnd();
        return title;
    }

    /// <summary>Removes exactly this name from the end of a title.</summary>
    public static string WithoutTail(string title, string? name) =>
        name is not null && SiteSuffix.Match(title) is { Success: true } cut && cut.Index > 0
            && TextWeight.Bare(cut.Groups["site"].Value) is { Length: > 0 } tail && tail == TextWeight.Bare(name)
                ? title[..cut.Index].TrimEnd() : title;

    /// <summary>Removes a site name that only the address reveals: <c>T | Bridgestone Tires</c> on bridgestonetire.com.</summary>
    public static string WithoutHost(string title, Uri? url)
    {
        if (url is null || SiteSuffix.Match(title) is not { Success: true } cut || cut.Index < 8)
            return title;
        var names = cut.Groups["site"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var tail = TextWeight.Bare(cut.Groups["site"].Value);
        var host = TextWeight.Bare(url.Host);
        return tail.Length > 3
            && (host.Contains(tail, StringComparison.Ordinal)
            || tail.Length > ShortestPart && Array.TrueForAll(names, n => host.Contains(TextWeight.Bare(n), StringComparison.Ordinal))
            || names.Length > 1 && host.StartsWith("www", StringComparison.Ordinal)
            && TextWeight.Bare(names[0]) is { Length: > 5 } first && host[3..].StartsWith(first, StringComparison.Ordinal))
                ? title[..cut.Index].TrimEnd() : title;
    }

    public static StatedTitle Read(PageContext page)
    {
        var metadata = page.Metadata;
        var parts = PartsOf(metadata.DocumentTitle ?? string.Empty);
        var headline = metadata.Article?.Headline ?? metadata.First(HeadlineNames);
        string[] others = [.. HeadlineNames.Select(n => metadata.First(n)).OfType<string>().Select(t => WithoutName(page, t))];
        if (headline is not null)
        {
            headline = Uncut(WithoutName(page, headline), [.. others, .. parts]);
            if (headline == metadata.DocumentTitle && parts.Length > 1)
                headline = null;
        }
        headline ??= OwnEntry(page);
        return new StatedTitle(headline, [.. Ranked(parts, metadata.SiteName)], TextWeight.Bare(metadata.DocumentTitle ?? string.Empty),
            TextWeight.Bare(headline ?? string.Empty), TextWeight.Bare(metadata.SiteName ?? string.Empty))
        {
            Wholes = [.. new[] { headline, metadata.DocumentTitle }.OfType<string>().Concat(others).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>Removes the name of the site from the end of a title.</summary>
    private static string WithoutName(PageContext page, string title) =>
        WithoutHost(WithoutSite(title, page.Metadata.SiteName), page.PageUrl);

    /// <summary>Returns the whole of a headline that was cut to a length, if another title of the head begins with it.</summary>
    private static string Uncut(string headline, string[] others)
    {
        var start = headline.TrimEnd('.', '…', ' ');
        return start.Length == headline.Length && start.Length < CutLength || start.Length < ShortestEntry ? headline
            : Array.Find(others, o => o.Length > headline.Length && o.StartsWith(start, StringComparison.Ordinal)) ?? headline;
    }

    /// <summary>Returns the title under which the page lists itself, as newspapers do beside each of their articles.</summary>
    private static string? OwnEntry(PageContext page) =>
        page.Lines.All.Where(l => l is { IsHeading: false, Anchors.Count: 1, Weight: >= ShortestEntry } && TitleFinder.LeadsHere(page, l)
                && TextWeight.Bare(l.Anchors[0].TextContent) == TextWeight.Bare(l.Text))
            .Select(l => l.Text.Trim(' ', '·', '•', '-')).Distinct(StringComparer.Ordinal).ToList() is [var own] ? own : null;

    /// <summary>
    /// Orders the parts: the title comes first on most sites, but a short first part is a channel if a later one is much longer.
    /// </summary>
    private static IEnumerable<string> Ranked(string[] parts, string? siteName) =>
        parts.Where(p => !string.Equals(p, siteName, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(p => Math.Min(TextWeight.Measure(p), 60) + (p == parts[0] ? 16 : 0))
                .DefaultIfEmpty(parts.FirstOrDefault() ?? string.Empty);

    [GeneratedRegex(
        @"\s+[-–—|·•»«:>›]+\s+|\s*[_|｜]+\s*|\s*[-–—]{2,}\s*|(?<=[\u2e80-\uffef”])\s*[-–—»]\s*(?=[\u2e80-\uffef])|\s+::\s+",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Separators { get; }

    /// <summary>Matches separators; a hyphen inside a word is none.</summary>
    [GeneratedRegex(
        @"(?<!^)(\s*[|·•_｜»]\s*|\s+[-–—]\s*|\s*[-–—]\s+|(?<=[\u2e80-\uffef”])[-–—]|[-–—](?=[\u2e80-\uffef]))(?<site>[^-–—|·•_｜»]{2,60})$",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex SiteSuffix { get; }
}
