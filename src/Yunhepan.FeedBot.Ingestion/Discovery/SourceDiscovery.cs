using System.Diagnostics;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;

namespace Yunhepan.FeedBot.Ingestion.Discovery;

/// <summary>A source that can be followed instead of a given address.</summary>
/// <param name="Url">The address for <c>sources</c> in feeds.json.</param>
/// <param name="Kind">The kind as feeds.json names it.</param>
/// <param name="How">Where the candidate was found, for people.</param>
public sealed record SourceCandidate(string Url, SourceKind Kind, string How)
{
    public string? Title { get; init; }

    public int Items { get; init; }

    public int Dated { get; init; }

    public bool HasFullText { get; init; }

    public bool HasHub { get; init; }

    public DateTimeOffset? Newest { get; init; }

    /// <summary>The first titles, as a preview.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>The first articles, as a preview.</summary>
    public IReadOnlyList<ArticleDraft> First { get; init; } = [];
}

/// <param name="Candidates">The candidates, best first; empty if there is nothing to follow.</param>
/// <param name="Problem">One line that says why the address itself could not be read; null if it could.</param>
public sealed record DiscoveryResult(IReadOnlyList<SourceCandidate> Candidates, string? Problem);

/// <summary>
/// Finds what can be followed at any address: the feed itself, feeds that the page advertises, well-known paths, sitemaps and
/// news sitemaps, and the page as a list. Each candidate is fetched and read before it is offered, with at most <see
/// cref="MostFetches"/> fetches in all.
/// </summary>
public sealed class SourceDiscovery(SourceFetcher fetcher, TimeProvider time)
{
    private const int MostFetches = 24;
    private const int PreviewTitles = 3;

    private static readonly string[] WellKnown =
        ["/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/rss", "/feed.json", "/feeds/all.rss", "/news-sitemap.xml",
            "/sitemap_news.xml", "/sitemap.xml"];

    /// <param name="address">An http(s) address; without a scheme, https and then http are tried.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public async Task<DiscoveryResult> FindAsync(string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var search = new Search(fetcher, time, cancellationToken);
        FetchResult.Fetched? start = null;
        string? problem = null;
        foreach (var url in Spellings(address.Trim()))
        {
            (start, var failure) = await search.FetchAsync(url);
            problem ??= failure;
            if (start is not null)
                break;
        }

        if (start is null && !Uri.TryCreate(Spellings(address.Trim())[0], UriKind.Absolute, out _))
            return new DiscoveryResult([], problem ?? $"{address} is not a web address");
        // A dead address may belong to a site that is still alive.
        var site = new Uri(start?.Url ?? Spellings(address.Trim())[0]);
        if (start is not null)
            await search.TryAsync(start, "the address itself");
        if (search.Found.Any(c => c.Kind == SourceKind.Feed))
            return new DiscoveryResult(search.Ranked(), null);

        foreach (var feed in search.Advertised.ToList())
            await search.TryAsync(feed, "advertised by the page");
        if (site.AbsolutePath != "/")
        {
            var home = new Uri(site, "/").AbsoluteUri;
            if (!search.HasFeed && (await search.FetchAsync(home)).Fetched is { } page)
            {
                await search.TryAsync(page, "the site's home page");
                foreach (var feed in search.Advertised.ToList())
                    await search.TryAsync(feed, "advertised by the site's home page");
            }
        }

        if (!search.HasFeed)
        {
            if (search.WordPressApi is { } api)
                await search.TryAsync(PostsOf(api), "the WordPress API that the page names", DocumentForm.Json);
            foreach (var sitemap in await search.NamedInRobotsAsync(new Uri(site, "/robots.txt").AbsoluteUri))
                await search.TryAsync(sitemap, "named in robots.txt");
            foreach (var path in WellKnown)
                await search.TryAsync(new Uri(site, path).AbsoluteUri, "a usual place");
        }

        var ranked = search.Ranked();
        return new DiscoveryResult(ranked, start is null ? problem : null);
    }

    /// <summary>Returns the feeds that a page advertises, each fetched and read, for an address that a stranger gave.</summary>
    /// <param name="url">The address of the page.</param>
    /// <param name="most">The number of feeds that are tried.</param>
    /// <param name="mayRead">Returns whether a feed may be fetched.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public async Task<IReadOnlyList<SourceCandidate>> AdvertisedAsync(
        string url, int most, Func<string, Task<bool>> mayRead, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mayRead);
        var search = new Search(fetcher, time, cancellationToken, onlyPublic: true);
        if ((await search.FetchAsync(url)).Fetched is not { } page)
            return [];
        await search.TryAsync(page, "the address itself");
        foreach (var feed in search.Advertised.Take(most).ToList())
        {
            if (await mayRead(feed))
                await search.TryAsync(feed, "advertised by the page");
        }

        return [.. search.Ranked().Where(c => c.Kind == SourceKind.Feed)];
    }

    /// <summary>If the site does not rewrite addresses, the route is a query parameter.</summary>
    private static string PostsOf(string api)
    {
        var separator = api.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{api}wp/v2/posts{separator}per_page=20&_fields=id,date_gmt,modified_gmt,link,title,excerpt";
    }

    private static string[] Spellings(string address) =>
        address.Contains("://", StringComparison.Ordinal) ? [address] : [$"https://{address}", $"http://{address}"];

    /// <summary>The state of one search: fetched addresses and candidates.</summary>
    private sealed class Search(
        SourceFetcher fetcher, TimeProvider time, CancellationToken cancellationToken, bool onlyPublic = false)
    {
        private readonly HashSet<string> _tried = new(StringComparer.Ordinal);

        public List<SourceCandidate> Found { get; } = [];

        /// <summary>
        /// True if a feed of the site's own articles was found. If a page advertises only comment feeds, the search goes on.
        /// </summary>
        public bool HasFeed => Found.Exists(c => c.Kind == SourceKind.Feed && !IsOfComments(c));

        /// <summary>The root of the WordPress API that a page or its header named.</summary>
        public string? WordPressApi { get; private set; }

        /// <summary>The advertised feeds in the order of the page, comment feeds last.</summary>
        public List<string> Advertised { get; } = [];

        public async Task<(FetchResult.Fetched? Fetched, string? Failure)> FetchAsync(string url)
        {
            if (_tried.Count >= MostFetches || !_tried.Add(url))
                return (null, null);
            return await fetcher.FetchAsync(new FetchRequest(url) { OnlyPublic = onlyPublic }, cancellationToken) switch
            {
                FetchResult.Fetched fetched => (fetched, null),
                FetchResult.Failed failed => (null, failed.Reason),
                FetchResult.NotModified => (null, null),
                _ => throw new UnreachableException(),
            };
        }

        public async Task TryAsync(string url, string how, DocumentForm? form = null)
        {
            if ((await FetchAsync(url)).Fetched is { } fetched)
                await TryAsync(fetched, how, form);
        }

        public async Task TryAsync(FetchResult.Fetched fetched, string how, DocumentForm? form = null)
        {
            _tried.Add(fetched.Url);
            WordPressApi ??= fetched.Links.FirstOrDefault(l => l.Relation == "https://api.w.org/")?.Url;
            if (SitemapIndex.Read(fetched.Content) is { Count: > 0 } sitemaps)
            {
                foreach (var sitemap in sitemaps)
                    await TryAsync(sitemap, how);
                return;
            }

            var request =
                new ParseRequest { Content = fetched.Content, Url = fetched.Url, ContentType = fetched.ContentType,
                    FetchedAt = time.GetUtcNow(), Expected = form };
            if (DocumentParser.Parse(request, cancellationToken) is not ParseResult.Parsed { Feed: var feed })
                return;
            var linked = fetched.Links.Where(
                l => l.Relation is "alternate" or "feed"
                && (l.Relation == "feed" || l.Type is { } type && (type.Contains("rss", StringComparison.OrdinalIgnoreCase)
                || type.Contains("atom", StringComparison.OrdinalIgnoreCase) || type.Contains("json", StringComparison.OrdinalIgnoreCase)
                    || type.Contains("xml", StringComparison.OrdinalIgnoreCase))));
            Advertised.AddRange(
                linked.Select(l => l.Url).Concat(feed.AlternateFeeds.Select(link => link.Url)).Take(10).Except(Advertised).ToList());
            WordPressApi ??= feed.WordPressApiUrl;
            var kind = feed.Kind switch
            {
                _ when form == DocumentForm.Json => SourceKind.Json,
                DocumentKind.Feed => SourceKind.Feed,
                DocumentKind.List when feed.Format.Family == FormatFamily.Sitemap => SourceKind.Sitemap,
                DocumentKind.List => SourceKind.List,
                DocumentKind.Article => SourceKind.Article,
                _ => throw new UnreachableException($"a document of the kind {feed.Kind}"),
            };
            if (kind != SourceKind.Article && Found.TrueForAll(c => c.Url != fetched.Url))
                Found.Add(Candidate(feed, fetched, kind, how));
        }

        public async Task<IReadOnlyList<string>> NamedInRobotsAsync(string robots)
        {
            if ((await FetchAsync(robots)).Fetched is not { } fetched)
                return [];
            return [.. System.Text.Encoding.UTF8.GetString(fetched.Content.Span[..Math.Min(fetched.Content.Length, 512 * 1024)])
                .Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.StartsWith("sitemap:", StringComparison.OrdinalIgnoreCase))
                .Select(line => StatedAddress.Resolve(line["sitemap:".Length..], fetched.Url))
                .OfType<string>()
                .OrderByDescending(url => url.Contains("news", StringComparison.OrdinalIgnoreCase))
                .Take(4)];
        }

        /// <summary>
        /// Ranks the candidates by how much they offer: feeds before news sitemaps, lists and plain sitemaps; then by full texts,
        /// dates and freshness.
        /// </summary>
        public IReadOnlyList<SourceCandidate> Ranked() =>
        [
            .. Found.Where(c => c.Items > 0)
                .OrderBy(IsOfComments)
                .ThenBy(c =>
                    c.Kind switch
                    {
                        SourceKind.Feed => 0,
                        SourceKind.Sitemap when c.Dated > 0 && c.Title is not null => 1,
                        SourceKind.Json => 1,
                        SourceKind.List => 2,
                        SourceKind.Sitemap or SourceKind.Article or SourceKind.Auto => 3,
                        _ => throw new UnreachableException($"a candidate of the kind {c.Kind}"),
                    })
                .ThenByDescending(c => c.HasFullText)
                .ThenByDescending(c => c.Dated * 2 >= c.Items)
                .ThenByDescending(c => c.Newest ?? DateTimeOffset.MinValue)
                .ThenByDescending(c => c.Items),
        ];

        private static bool IsOfComments(SourceCandidate candidate) => CommentFeeds.IsOne(candidate.Url, candidate.Title);

        private static SourceCandidate Candidate(ParsedFeed feed, FetchResult.Fetched fetched, SourceKind kind, string how)
        {
            var document = ItemNormaliser.Normalise(feed);
            var items = document.Items;
            return new SourceCandidate(fetched.Url, kind, how)
            {
                // A news sitemap is recognised by its titles; a plain one has none.
                Title = document.Title
                    ?? (kind == SourceKind.Sitemap ? feed.Items.Select(i => i.Title).FirstOrDefault(title => title is not null) : null),
                Items = items.Count,
                Dated = items.Count(i => i.PublishedAt is not null),
                HasFullText = kind == SourceKind.Feed && items.Count > 0 && items.Average(i => i.ContentText.Length) > 300,
                HasHub = document.Hubs.Count > 0,
                Newest = items.Max(i => i.PublishedAt ?? i.ModifiedAt),
                Titles = [.. items.Take(PreviewTitles).Select(i => i.Title)],
                First = [.. items.Take(PreviewTitles)],
            };
        }
    }
}
