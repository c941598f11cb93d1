using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Sources.Catalogue;
using Yunhepan.FeedBot.Sources.Fetching;

namespace Yunhepan.FeedBot.Sources;

/// <summary>The first poll of a page: is it followed by a feed of its own, and is it a source of articles at all?</summary>
public sealed partial class SourceReader
{
    private const int MostFeedsTried = 3;

    /// <summary>A page with less to say is no article unless it tells when or by whom.</summary>
    private const int ShortText = 500;

    private const double Covered = 0.6;

    private async Task<SourceReading> ReadFirstAsync(Source source, ParsedFeed page, FetchResult.Fetched fetched, CancellationToken cancellationToken)
    {
        if (await OwnFeedAsync(source, page, fetched, cancellationToken) is { } own)
            return own;
        // A front page is never one article, however few it shows.
        if (page.Kind == DocumentKind.Article && new Uri(fetched.Url) is { AbsolutePath: "/", Query.Length: 0 }
            && Parse(source, fetched, SourceKind.List, cancellationToken).Feed is { Items.Count: > 1 } list)
            page = list;
        return page is { Kind: DocumentKind.Article, Items: [{ Published: null, Authors.Count: 0, Origin: null } item, ..] } && (item.ContentText?.Length ?? 0) < ShortText
            ? new SourceReading.Failed(null, $"{Show(fetched)}: one short text ({item.ContentText?.Length ?? 0} characters) without a date or an author is no source of articles") { IsStandIn = true }
            : Read(page, fetched, Hash(fetched.Content.Span), fetched.Validators);
    }

    /// <summary>The first advertised feed that lists what the page lists; null when there is none.</summary>
    private async Task<SourceReading.Read?> OwnFeedAsync(Source source, ParsedFeed page, FetchResult.Fetched fetched, CancellationToken cancellationToken)
    {
        var advertised = page.AlternateFeeds.Where(f => f.Url != fetched.Url && !IsOfComments(f)).Take(MostFeedsTried).ToList();
        if (advertised.Count == 0)
            return null;
        var listed = page.Kind == DocumentKind.List ? page : Parse(source, fetched, SourceKind.List, cancellationToken).Feed;
        foreach (var feed in advertised)
        {
            if (await robots.RefusalAsync(feed.Url, isFeed: true, cancellationToken) is not null
                || await fetcher.FetchAsync(Request(source, feed.Url), cancellationToken) is not FetchResult.Fetched document
                || Parse(source, document, SourceKind.Feed, cancellationToken).Feed is not { } read
                || !Covers(read, listed?.Items ?? [], fetched.Url))
                continue;
            return Read(read, document, Hash(document.Content.Span), document.Validators) with { FollowedFeed = feed.Url };
        }

        return null;
    }

    /// <summary>Of its newest entries, as many as the page has, most stand on the page; a page that is itself an entry is an article.</summary>
    private static bool Covers(ParsedFeed feed, IReadOnlyList<ParsedItem> listed, string pageUrl)
    {
        var entries = feed.Items.Take(listed.Count).ToList();
        if (entries.Count < 2 || feed.Items.Any(i => i.Url is { } url && Key(url) == Key(pageUrl)))
            return false;
        var addresses = listed.Select(i => i.Url).OfType<string>().Select(Key).ToHashSet(StringComparer.Ordinal);
        var titles = listed.Select(i => i.Title).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return entries.Count(i => i.Url is { } url && addresses.Contains(Key(url)) || i.Title is { } title && titles.Contains(title)) >= entries.Count * Covered;
    }

    private static bool IsOfComments(ParsedLink feed) =>
        feed.Url.Contains("comment", StringComparison.OrdinalIgnoreCase) || feed.Title.Contains("comment", StringComparison.OrdinalIgnoreCase)
        || feed.Title.Contains("评论", StringComparison.Ordinal);

    /// <summary>The address without what differs between a page and its feed.</summary>
    private static string Key(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
            ? uri.IdnHost.Replace("www.", "", StringComparison.Ordinal) + uri.AbsolutePath.TrimEnd('/') + (uri.Query.Contains("utm_", StringComparison.Ordinal) ? "" : uri.Query)
            : url;
}
