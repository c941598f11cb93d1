using System.Collections.Concurrent;
using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue.Text;
using Yunhepan.FeedBot.Ingestion.Fetching;

namespace Yunhepan.FeedBot.Ingestion.Robots;

/// <summary>
/// Caches each site's robots.txt for a day. All rules apply to pages from which we read articles; feeds are made for programs, so
/// only rules that name us apply to them.
/// </summary>
public sealed class RobotsRules(SourceFetcher fetcher, HostThrottle throttle, TimeProvider time)
{
    private const int MostSites = 20_000;

    /// <summary>The cache time; section 2.4 allows at most a day.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>The cache time of a file that could not be fetched, which keeps us out but not for long.</summary>
    private static readonly TimeSpan KeptWhenClosed = TimeSpan.FromMinutes(30);

    private static readonly HashSet<string> Tokens = new(["feedbot", "yunhepan.feedbot", "yunhepan-feedbot"], StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string Origin, bool OnlyPublic), Lazy<Task<KnownFile>>> _sites = new();

    /// <summary>Returns null if the page may be read, otherwise one line that says why not.</summary>
    /// <param name="url">The address of the page or feed.</param>
    /// <param name="isFeed">True for a feed.</param>
    /// <param name="cancellationToken">Ends the wait for robots.txt.</param>
    /// <param name="onlyPublic">See <see cref="FetchRequest.OnlyPublic"/>.</param>
    public async Task<string?> RefusalAsync(string url, bool isFeed, CancellationToken cancellationToken, bool onlyPublic = false)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return null;
        var site = await SiteAsync(address, onlyPublic, cancellationToken);
        if (site.File.Allows(address.PathAndQuery, Tokens, namedOnly: isFeed))
            return null;
        return site.Trouble is null
            ? $"{FetchUrl.Show(address)}: the site's robots.txt does not allow it"
            : $"{FetchUrl.Show(address)}: the site's robots.txt cannot be read, so its pages are not requested for now ({site.Trouble})";
    }

    private async Task<KnownFile> SiteAsync(Uri address, bool onlyPublic, CancellationToken cancellationToken)
    {
        var key = (Origin: address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped), onlyPublic);
        if (_sites.Count > MostSites)
            _sites.Clear();
        var there = _sites.GetOrAdd(key, Read);
        var site = await there.Value.WaitAsync(cancellationToken);
        if (site.Until > time.GetUtcNow())
            return site;
        _sites.TryRemove(KeyValuePair.Create(key, there));
        return await _sites.GetOrAdd(key, Read).Value.WaitAsync(cancellationToken);

        Lazy<Task<KnownFile>> Read((string Origin, bool OnlyPublic) site) => new(() => ReadAsync(site.Origin, site.OnlyPublic));
    }

    /// <summary>
    /// Fetches a robots.txt. All waiting callers share the task, so none can cancel it; the fetcher bounds its time.
    /// </summary>
    private async Task<KnownFile> ReadAsync(string origin, bool onlyPublic)
    {
        var result = await fetcher.FetchAsync(
            new FetchRequest(origin + "/robots.txt") { OnlyPublic = onlyPublic }, CancellationToken.None);
        var site = result switch
        {
            FetchResult.Fetched fetched => new KnownFile(RobotsFile.Parse(fetched.Content.Span), null, time.GetUtcNow() + Kept),
            // "Unavailable" (section 2.3.1.3) means no file and no rules. A file beyond all limits counts as none.
            FetchResult.Failed
            {
                Fault: FetchFault.NotFound or FetchFault.Gone or FetchFault.ClientError or FetchFault.Empty
                    or FetchFault.TooManyRedirects or FetchFault.TooLarge
            } or FetchResult.NotModified =>
                new KnownFile(RobotsFile.Open, null, time.GetUtcNow() + Kept),
            FetchResult.Failed failed => new KnownFile(RobotsFile.Closed, failed.Reason, time.GetUtcNow() + KeptWhenClosed),
            _ => throw new UnreachableException($"a robots.txt that was {result}"),
        };
        throttle.Ask(RegistrableDomain.FromUrl(origin), site.File.Delay(Tokens));
        return site;
    }

    private sealed record KnownFile(RobotsFile File, string? Trouble, DateTimeOffset Until);
}
