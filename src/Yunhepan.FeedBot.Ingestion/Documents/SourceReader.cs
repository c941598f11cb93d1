using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Robots;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>Fetches, parses and normalises a source's own document, or an article page behind it.</summary>
public sealed partial class SourceReader(SourceFetcher fetcher, RobotsRules robots, TimeProvider time)
{
    private const int MostPages = 10;

    private const int TailLength = 2_048;

    private static readonly string[] Ends = ["</html", "</body", "</rss", "</channel", "</feed", "</rdf", "</urlset"];

    /// <summary>Reads the source's own document.</summary>
    /// <param name="source">The source as feeds.json defines it.</param>
    /// <param name="validators">The validators of the last response.</param>
    /// <param name="lastBodyHash">The hash of the last body; an equal body counts as unchanged.</param>
    /// <param name="cancellationToken">Cancels the fetch.</param>
    /// <param name="movedTo">The address to read instead of the source's own: the source has moved there permanently, or it is
    /// followed through its feed.</param>
    /// <param name="known">The known kind of the source; unknown at its first poll, which must meet stricter tests.</param>
    public async Task<SourceReading> ReadAsync(
        Source source, Validators validators, string? lastBodyHash, CancellationToken cancellationToken, string? movedTo = null,
        SourceKind known = SourceKind.Auto)
    {
        ArgumentNullException.ThrowIfNull(source);
        var url = movedTo ?? source.Url;
        if (await robots.RefusalAsync(
            url, isFeed: source.Kind is not (SourceKind.List or SourceKind.Article), cancellationToken, source.IsAdded) is { } refusal)
            return new SourceReading.Failed(FetchFault.Refused, refusal);

        switch (await fetcher.FetchAsync(Request(source, url) with { Validators = validators }, cancellationToken))
        {
            case FetchResult.NotModified unchanged:
                return new SourceReading.Unchanged(unchanged.Validators, unchanged.MaxAge, unchanged.MovedTo);
            case FetchResult.Failed failed:
                return Failed(failed);
            case FetchResult.Fetched fetched when Hash(fetched.Content.Span) == lastBodyHash:
                return new SourceReading.Unchanged(fetched.Validators, fetched.MaxAge, fetched.MovedTo);
            case FetchResult.Fetched fetched:
                var (feed, failure) = Parse(source, fetched, source.Kind, cancellationToken);
                if (feed is null)
                    return failure!;
                // Only after parsing is it clear that this is a page, for which robots.txt applies.
                if (feed is { Kind: DocumentKind.List, Format.Family: FormatFamily.Html }
                    && await robots.RefusalAsync(url, isFeed: false, cancellationToken, source.IsAdded) is { } denied)
                    return new SourceReading.Failed(FetchFault.Refused, denied);
                if (source.Kind == SourceKind.Auto && known is SourceKind.Auto or SourceKind.List
                    && FrontOf(source, feed, fetched, cancellationToken) is { } front)
                    feed = front;
                if (source.Kind == SourceKind.Auto && known == SourceKind.Auto && feed.Format.Family == FormatFamily.Html)
                    return await ReadFirstAsync(source, feed, fetched, cancellationToken);
                return Read(
                    feed, fetched, Hash(fetched.Content.Span),
                    fetched.Validators) with { AsKnown = AsKnown(source, feed, fetched, known, cancellationToken) };
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>
    /// Reads the document as the known kind too, because a short list may look like an article and the reverse.
    /// </summary>
    private SourceDocument? AsKnown(
        Source source, ParsedFeed feed, FetchResult.Fetched fetched, SourceKind known, CancellationToken cancellationToken) =>
        source.Kind == SourceKind.Auto && feed is { Format.Family: FormatFamily.Html, Kind: DocumentKind.Article }
            && known == SourceKind.List && Parse(source, fetched, known, cancellationToken).Feed is { } other
                ? ItemNormaliser.Normalise(other) : null;

    /// <summary>Reads a document that a WebSub hub pushed.</summary>
    public SourceReading ReadPushed(Source source, ReadOnlyMemory<byte> content, string? contentType, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (content.IsEmpty)
            return new SourceReading.Failed(FetchFault.Empty, "the hub sent nothing");
        var pushed = new FetchResult.Fetched(content, source.Url, contentType, Validators.None, null, null);
        var (feed, failure) = Parse(source, pushed, source.Kind, cancellationToken);
        return feed is null ? failure! : Read(feed, pushed, Hash(content.Span), Validators.None);
    }

    /// <summary>Reads an article page that the source links to and joins its following pages, up to a limit.</summary>
    public async Task<SourceReading> ReadArticleAsync(Source source, string url, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(url);
        var (first, failure) = await ReadPageAsync(source, url, cancellationToken);
        if (first is null)
            return failure!;

        var pages = new List<Page> { first };
        var seen = new HashSet<string>(StringComparer.Ordinal) { url, first.Fetched.Url };
        while (pages[^1].Item.NextPageUrl is { } next && pages.Count < MostPages && IsSameHost(next, first.Fetched.Url) && seen.Add(next))
        {
            var (page, problem) = await ReadPageAsync(source, next, cancellationToken);
            if (problem is { Fault: not (null or FetchFault.NotFound or FetchFault.Gone) })
                return problem; // A partial article would be stored as complete, so the page is tried again later instead.

            // A missing page, or one that is not an article, ends the article.
            if (page is null)
                break;

            pages.Add(page);
        }

        // Validators apply to one page only.
        var feed = first.Feed with { Items = [Join(pages)] };
        return Read(
            feed,
            first.Fetched,
            pages.Count == 1 ? first.Hash : Hash(Encoding.ASCII.GetBytes(string.Concat(pages.Select(page => page.Hash)))),
            pages.Count == 1 ? first.Fetched.Validators : Validators.None);
    }

    private async Task<(Page? Page, SourceReading.Failed? Failure)> ReadPageAsync(
        Source source, string url, CancellationToken cancellationToken)
    {
        // This comes before robots.txt is fetched, because a server that asked for a pause must not receive that request either.
        if (Uri.TryCreate(url, UriKind.Absolute, out var address) && fetcher.Resting(address) is { } resting)
            return (null, Failed(resting));
        if (await robots.RefusalAsync(url, isFeed: false, cancellationToken, source.IsAdded) is { } refusal)
            return (null, new SourceReading.Failed(FetchFault.Refused, refusal));
        switch (await fetcher.FetchAsync(Request(source, url), cancellationToken))
        {
            case FetchResult.Failed failed:
                return (null, Failed(failed));
            case FetchResult.Fetched fetched when LeadsAway(source, url, fetched.Url):
                return (null, new SourceReading.Failed(
                    FetchFault.NotFound, $"{FetchUrl.Show(new Uri(url))} leads to {Show(fetched)}: there is no such page")
                {
                    Led = SourceReading.Elsewhere.Above,
                });
            case FetchResult.Fetched fetched:
                var (feed, failure) = Parse(source, fetched, SourceKind.Article, cancellationToken);
                return feed is { Items: [var item, ..] }
                    ? (new Page(fetched, feed, item, Hash(fetched.Content.Span)), null)
                    : (null, failure ?? new SourceReading.Failed(null, $"{Show(fetched)} has no article"));
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>
    /// Returns true for a redirect to the front page, the list or the folder above, which is how some sites answer for a missing
    /// article.
    /// </summary>
    private static bool LeadsAway(Source source, string asked, string got)
    {
        if (asked == got || !Uri.TryCreate(asked, UriKind.Absolute, out var from) || !Uri.TryCreate(got, UriKind.Absolute, out var to)
            || to.Query.Length > 1)
            return false;
        var folder = IndexName.Replace(to.AbsolutePath, "/");
        return to.AbsoluteUri == new Uri(source.Url).AbsoluteUri
            || Section.IsMatch(folder) && from.AbsolutePath.Length > folder.Length
                && from.AbsolutePath.StartsWith(folder, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(
        @"/(?:index|default|home)\.\w{2,5}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IndexName { get; }

    /// <summary>
    /// Matches a folder with a short name; longer names and numbers are articles under another spelling of their addresses.
    /// </summary>
    [GeneratedRegex(
        @"^/(?:[^/]*/)*?[a-z_]{0,16}/$|^/$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Section { get; }

    private static FetchRequest Request(Source source, string url) => new(url)
    {
        Headers = source.Headers,
        HeadersFor = source.Url,
        Cookies = source.Cookies,
        Proxy = source.Proxy,
        OnlyPublic = source.IsAdded,
    };

    private (ParsedFeed? Feed, SourceReading.Failed? Failure) Parse(
        Source source, FetchResult.Fetched fetched, SourceKind kind, CancellationToken cancellationToken)
    {
        var request = RequestOf(source, fetched) with
        {
            Expected = kind switch
            {
                SourceKind.Auto => null,
                SourceKind.Feed => DocumentForm.Feed,
                SourceKind.List => DocumentForm.List,
                SourceKind.Article => DocumentForm.Article,
                SourceKind.Sitemap => DocumentForm.Sitemap,
                SourceKind.Json => DocumentForm.Json,
                _ => throw new UnreachableException($"a source of the kind {kind}"),
            },
        };
        switch (DocumentParser.Parse(request, cancellationToken))
        {
            case ParseResult.Parsed parsed:
                var (feed, fault) = FeedFault.Read(parsed.Feed);
                return fault is null ? (feed, null)
                    : (null, new SourceReading.Failed(null, $"{Show(fetched)}: a feed that contains only an error: \"{fault}\"")
                    {
                        IsStandIn = true,
                    });
            case ParseResult.Unreadable unreadable:
                return (null, new SourceReading.Failed(
                    unreadable.StandIn == StandIn.NotFound ? FetchFault.NotFound : null, $"{Show(fetched)}: {unreadable.Reason}")
                {
                    IsStandIn = unreadable.StandIn is not null,
                    AsksForLogin = unreadable.StandIn is StandIn.Login or StandIn.Wall,
                });
            default:
                throw new UnreachableException();
        }
    }

    private static SourceReading.Read Read(ParsedFeed feed, FetchResult.Fetched fetched, string hash, Validators validators) =>
        new(ItemNormaliser.Normalise(
            WithLinks(feed, fetched)), fetched.Url, hash, validators, fetched.MaxAge) { MovedTo = fetched.MovedTo,
            IsCut = IsCut(fetched.Content.Span) };

    private static bool IsCut(ReadOnlySpan<byte> content)
    {
        var tail = Encoding.Latin1.GetString(content[Math.Max(0, content.Length - TailLength)..]).TrimEnd();
        return tail is not [.., '}' or ']'] && !Array.Exists(Ends, end => tail.Contains(end, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Adds the hubs in the response headers, where WebSub allows them too (section 4).</summary>
    private static ParsedFeed WithLinks(ParsedFeed feed, FetchResult.Fetched fetched)
    {
        var hubs = fetched.Links.Where(link => link.Relation == "hub").Select(link => link.Url).ToList();
        return hubs.Count == 0
            ? feed
            : feed with { Hubs = hubs, FeedUrl = fetched.Links.FirstOrDefault(link => link.Relation == "self")?.Url ?? feed.FeedUrl };
    }

    private static SourceReading.Failed Failed(FetchResult.Failed failed) =>
        new(failed.Fault, failed.Reason, failed.RetryAfter) { AsksForLogin = failed.AsksForLogin };

    private static ParsedItem Join(List<Page> pages) => pages.Count == 1 ? pages[0].Item : pages[0].Item with
    {
        ContentHtml = Concat(pages.Select(page => page.Item.ContentHtml), "\n"),
        ContentText = Concat(pages.Select(page => page.Item.ContentText), "\n\n"),
        Attachments = [.. pages.SelectMany(page => page.Item.Attachments).Distinct()],
        ImageUrl = pages.Select(page => page.Item.ImageUrl).FirstOrDefault(image => image is not null),
    };

    private static string? Concat(IEnumerable<string?> parts, string between)
    {
        var stated = parts.Where(part => !string.IsNullOrWhiteSpace(part)).ToList();
        return stated.Count == 0 ? null : string.Join(between, stated);
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Show(FetchResult.Fetched fetched) => FetchUrl.Show(new Uri(fetched.Url));

    private static bool IsSameHost(string url, string other) =>
        Uri.TryCreate(url, UriKind.Absolute, out var left)
        && Uri.TryCreate(other, UriKind.Absolute, out var right)
        && string.Equals(left.IdnHost, right.IdnHost, StringComparison.OrdinalIgnoreCase);

    private sealed record Page(FetchResult.Fetched Fetched, ParsedFeed Feed, ParsedItem Item, string Hash);
}
