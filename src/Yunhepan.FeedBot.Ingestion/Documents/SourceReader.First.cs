using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Ingestion.Fetching;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>
/// The part that handles the first poll of a page: whether it has a feed of its own to follow, and whether it is a source of
/// articles at all.
/// </summary>
public sealed partial class SourceReader
{
    private const int MostFeedsTried = 3;

    /// <summary>If a list has fewer characters of text than this besides its entries, the entries are all it contains.</summary>
    private const int ShortText = 500;

    private const int NoText = 60;

    /// <summary>
    /// A page without date and author needs at least this weight of text, which is more than a shield shows; a Chinese character
    /// counts as two.
    /// </summary>
    private const int WeightOfText = 1_600;

    /// <summary>
    /// A page with less text is not an article, whatever date it shows: error pages show the time of the visit.
    /// </summary>
    private const int WeightOfNote = 300;

    private const double Covered = 0.6;

    private async Task<SourceReading> ReadFirstAsync(
        Source source, ParsedFeed page, FetchResult.Fetched fetched, CancellationToken cancellationToken)
    {
        if (await OwnFeedAsync(source, page, fetched, cancellationToken) is { } own)
            return own;
        // A front page is never one article, however few entries it shows.
        if (page.Kind == DocumentKind.Article && new Uri(fetched.Url) is { AbsolutePath: "/", Query.Length: 0 }
            && Parse(source, fetched, SourceKind.List, cancellationToken).Feed is { Items.Count: > 1 } list)
            page = list;
        if (page.Kind == DocumentKind.Article && Parse(source, fetched, SourceKind.List, cancellationToken).Feed is { } few
            && IsAllOf(page, few))
            page = few;
        return page is { Kind: DocumentKind.Article, Items: [{ Authors.Count: 0, Origin: null } item, ..] }
            && Weight(item.ContentText ?? "") < (item.Published is null ? WeightOfText : WeightOfNote)
            ? new SourceReading.Failed(
                null, $"{Show(fetched)}: one short text ({item.ContentText?.Length
                    ?? 0} characters) that names no author, {(
                    item.Published is null ? "without a date" : "with a date beside it")}, is not a source") { IsStandIn = true }
            : Read(page, fetched, Hash(fetched.Content.Span), fetched.Validators);
    }

    private static int Weight(string text) => text.Length + text.Count(c => c >= '\u2e80');

    /// <summary>
    /// Reads a front page as a list if it was mistaken for one article: it shows a few posts with their beginnings. Its text then
    /// begins with the title of another page that it links to or, if it is titled like its site, with the text below that title.
    /// Returns null for any other page.
    /// </summary>
    private ParsedFeed? FrontOf(Source source, ParsedFeed page, FetchResult.Fetched fetched, CancellationToken cancellationToken)
    {
        if (page is not { Kind: DocumentKind.Article, Format.Family: FormatFamily.Html }
            || page.Items is not [{ ContentText: { Length: > 0 } text } item, ..]
            || Parse(source, fetched, SourceKind.List, cancellationToken).Feed is not { } list)
            return null;
        var lines = text.Split('\n').Select(l => l.Trim()).ToList();
        var isCalledLikeSite = item.Title is { } name && name == page.Title;
        bool Shows(ParsedItem post, string line) => post.Title == line || isCalledLikeSite && post.Published is not null
            && post.Summary?.TrimEnd('…') is { Length: > 0 } beginning && line.StartsWith(beginning, StringComparison.Ordinal);
        var posts = list.Items.Where(i => i is { Url: { } url, Title: { } title } && Key(url) != Key(fetched.Url)
            && title != item.Title && lines.Exists(l => Shows(i, l))).ToList();
        return posts.Exists(i => Shows(i, lines[0])) && (posts.Count > 1 || posts[0].Published is not null) ? list : null;
    }

    /// <summary>
    /// Returns true if the page is only a list. A list of one or two entries looks like a short text, but its words are the
    /// titles of links or nearly so.
    /// </summary>
    private static bool IsAllOf(ParsedFeed page, ParsedFeed list)
    {
        var text = page.Items is [{ ContentText: var words }, ..] ? words ?? "" : "";
        if (text.Length < NoText && page.Items is [{ Authors.Count: 0, Origin: null }, ..] && list.Items.Count > 0
            && list.Items.All(i => i.Published is not null))
            return true;
        return text.Length < ShortText && list.Items.Count > 0
            && list.Items.All(i => i.Title is { Length: > 0 } title && text.Contains(title, StringComparison.Ordinal))
            && list.Items.Sum(i => i.Title!.Length) * 2 >= text.Length;
    }

    /// <summary>Returns the first advertised feed that lists what the page lists; null if there is none.</summary>
    private async Task<SourceReading.Read?> OwnFeedAsync(
        Source source, ParsedFeed page, FetchResult.Fetched fetched, CancellationToken cancellationToken)
    {
        var advertised = page.AlternateFeeds.Concat(LinkedFeeds(fetched))
            .Where(f => f.Url != fetched.Url && !CommentFeeds.IsOne(f.Url, f.Title))
            .DistinctBy(f => f.Url).Take(MostFeedsTried).ToList();
        if (advertised.Count == 0)
            return null;
        var listed = page.Kind == DocumentKind.List ? page : Parse(source, fetched, SourceKind.List, cancellationToken).Feed;
        foreach (var feed in advertised)
        {
            if (await robots.RefusalAsync(feed.Url, isFeed: true, cancellationToken, source.IsAdded) is not null
                || await fetcher.FetchAsync(Request(source, feed.Url), cancellationToken) is not FetchResult.Fetched document
                || Parse(source, document, SourceKind.Feed, cancellationToken).Feed is not { } read
                || !Covers(read, listed?.Items ?? [], fetched.Url, page.Kind == DocumentKind.List ? 1 : 2))
                continue;
            return Read(read, document, Hash(document.Content.Span), document.Validators) with { FollowedFeed = feed.Url };
        }

        return null;
    }

    /// <summary>
    /// Returns feeds from the <c>Link</c> header of the response, where some sites advertise their feed exclusively.
    /// </summary>
    private static IEnumerable<ParsedLink> LinkedFeeds(FetchResult.Fetched fetched) => fetched.Links
        .Where(l => l.Relation == "feed" || l.Relation == "alternate" && l.Type is { } type && FeedType.IsMatch(type))
        .Select(l => new ParsedLink("", l.Url));

    [GeneratedRegex("rss|atom|json|xml", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FeedType { get; }

    /// <summary>
    /// Returns true if most of the feed's newest entries, as many as the page has, are on the page. A page that is itself an
    /// entry is an article.
    /// </summary>
    private static bool Covers(ParsedFeed feed, IReadOnlyList<ParsedItem> listed, string pageUrl, int least)
    {
        var entries = feed.Items.Take(listed.Count).ToList();
        if (entries.Count < Math.Max(least, Math.Min(2, listed.Count)) || feed.Items.Any(i => i.Url is { } url && Key(url) == Key(pageUrl)))
            return false;
        var addresses = listed.Select(i => i.Url).OfType<string>().Select(Key).ToHashSet(StringComparer.Ordinal);
        var titles = listed.Select(i => i.Title).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return entries.Count(
            i => i.Url is { } url && addresses.Contains(Key(url)) || i.Title is { } title
            && titles.Contains(title)) >= entries.Count * Covered;
    }

    /// <summary>Returns the address without the parts that differ between a page and its feed.</summary>
    private static string Key(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
            ? uri.IdnHost.Replace("www.", "", StringComparison.Ordinal) + uri.AbsolutePath.TrimEnd('/')
                + (uri.Query.Contains("utm_", StringComparison.Ordinal) ? "" : uri.Query)
            : url;
}
