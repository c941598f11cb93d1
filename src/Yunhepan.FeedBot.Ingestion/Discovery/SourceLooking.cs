using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Robots;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Discovery;

/// <summary>
/// Looks at an address that a person gave, as the first poll would read it. The caller limits the time; the number of fetches, the
/// private network and robots.txt are limited here.
/// </summary>
internal sealed class SourceLooking(
    SourceReader reader, SourceDiscovery discovery, RobotsRules robots, CurrentCatalogue catalogue, IServiceScopeFactory scopes)
    : IDisposable
{
    private const int MostAtOnce = 4, MostFeedsTried = 3, Previewed = 3;

    private readonly SemaphoreSlim _places = new(MostAtOnce);

    /// <summary>Looks at an address; without a scheme, https and then http are tried.</summary>
    public async Task<SourceLook> LookAsync(string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        await _places.WaitAsync(cancellationToken);
        try
        {
            SourceLook look = new SourceLook.Nothing(LookFault.NotAnAddress);
            foreach (var spelling in Spellings(address.Trim()))
            {
                if (SourceAddress.Read(spelling, out _) is not { } url)
                    return new SourceLook.Nothing(LookFault.NotAnAddress);
                look = await LookAtAsync(url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped), cancellationToken);
                if (look is not SourceLook.Nothing { Fault: LookFault.Unreachable })
                    break;
            }

            return look;
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private static string[] Spellings(string address) =>
        address.Contains("://", StringComparison.Ordinal) ? [address] : [$"https://{address}", $"http://{address}"];

    private async Task<SourceLook> LookAtAsync(string url, CancellationToken cancellationToken)
    {
        if (await KnownAsync([url], cancellationToken) is { } known)
            return known;
        var reading = await reader.ReadAsync(ListLooking.Stranger(url), Validators.None, null, cancellationToken);
        if (reading is SourceReading.Read read)
            return await KnownAsync([read.Url, read.FollowedFeed, SelfOf(read)], cancellationToken)
                ?? await FoundAsync(url, read, cancellationToken);
        var fault = reading is SourceReading.Failed failed ? FaultOf(failed) : LookFault.Unreachable;
        return fault is LookFault.StandIn or LookFault.NoArticles
            ? await OfferAsync([.. await FeedsAsync(url, cancellationToken)], fault, cancellationToken) : new SourceLook.Nothing(fault);
    }

    private async Task<SourceLook> FoundAsync(string url, SourceReading.Read read, CancellationToken cancellationToken)
    {
        var document = read.Document;
        List<FoundSource> found = [];
        if (document.Kind != SourceKind.Article && document.Items.Count > 0)
            found.Add(new FoundSource(
                read.FollowedFeed ?? read.MovedTo ?? url, document.Kind, document.Title, Preview(document.Items)));
        // A page whose own feed was found needs no other, and a feed advertises none.
        if (read.FollowedFeed is null && document.Kind is SourceKind.Article or SourceKind.List)
            found.AddRange(await FeedsAsync(read.Url, cancellationToken));
        var otherwise = document.Kind == SourceKind.Article ? LookFault.OneArticle : LookFault.NoArticles;
        return await OfferAsync(found, otherwise, cancellationToken);
    }

    private async Task<SourceLook> OfferAsync(List<FoundSource> found, LookFault otherwise, CancellationToken cancellationToken)
    {
        if (found.Count == 0)
            return new SourceLook.Nothing(otherwise);
        var choices = found.DistinctBy(f => SourceAddress.TwinKey(new Uri(f.Url))).ToList();
        // A single feed behind a page may be known, although the page is not.
        return choices.Count == 1 && await KnownAsync([choices[0].Url], cancellationToken) is { } known ? known
            : new SourceLook.Found(choices);
    }

    private async Task<IEnumerable<FoundSource>> FeedsAsync(string url, CancellationToken cancellationToken)
    {
        var feeds = await discovery.AdvertisedAsync(
            url, MostFeedsTried, async feed => await robots.RefusalAsync(feed, isFeed: true, cancellationToken, onlyPublic: true) is null,
            cancellationToken);
        return feeds.Where(f => KeyOf(f.Url) is not null).Select(f => new FoundSource(f.Url, f.Kind, f.Title, Preview(f.First)));
    }

    internal static IReadOnlyList<FoundArticle> Preview(IReadOnlyList<ArticleDraft> items) =>
    [
        .. items.Take(Previewed).Select(item => new FoundArticle(item.Title)
        {
            Url = item.Url, Summary = item.Summary ?? item.ContentText, PublishedAt = item.PublishedAt,
            PublishedHasTime = item.PublishedHasTime, OriginName = item.OriginName, Authors = item.Authors,
        }),
    ];

    /// <summary>The address that the document itself states, if it is on the site that we asked: others may state anything.</summary>
    private static string? SelfOf(SourceReading.Read read) =>
        Uri.TryCreate(read.Document.FeedUrl, UriKind.Absolute, out var self) && self.IdnHost == new Uri(read.Url).IdnHost
            ? self.AbsoluteUri : null;

    /// <summary>Returns the source of the catalogue that has one of these addresses, by its own, its feed's or its new one.</summary>
    private async Task<SourceLook.Known?> KnownAsync(IEnumerable<string?> addresses, CancellationToken cancellationToken)
    {
        var keys = addresses.Select(KeyOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        // A list that somebody chose on a page is not the page.
        var sources = catalogue.Catalogue.Sources
            .Where(s => (s.Enabled || s.IsUnlisted) && !(s.IsAdded && s.Selectors is not null)).ToList();
        if (sources.Find(s => keys.Contains(KeyOf(s.Url) ?? "")) is { } named)
            return new SourceLook.Known(named.Id);
        await using var scope = scopes.CreateAsyncScope();
        var moved = await scope.ServiceProvider.GetRequiredService<IngestionDb>().SourceStates.AsNoTracking()
            .Where(s => s.FeedUrl != null || s.AdoptedUrl != null)
            .Select(s => new { s.SourceId, s.FeedUrl, s.AdoptedUrl }).ToListAsync(cancellationToken);
        var ids = moved.Where(s => keys.Overlaps([KeyOf(s.FeedUrl) ?? "", KeyOf(s.AdoptedUrl) ?? ""])).Select(s => s.SourceId).ToHashSet();
        return sources.Find(s => ids.Contains(s.Id)) is { } other ? new SourceLook.Known(other.Id) : null;
    }

    private static string? KeyOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? SourceAddress.TwinKey(url) : null;

    private static LookFault FaultOf(SourceReading.Failed failed) => failed.Fault switch
    {
        null => failed.IsStandIn ? LookFault.StandIn : LookFault.NoArticles,
        FetchFault.Refused => LookFault.Refused,
        FetchFault.NotFound or FetchFault.Gone => LookFault.NotFound,
        FetchFault.TooLarge => LookFault.TooLarge,
        { } other when Enum.IsDefined(other) => LookFault.Unreachable,
        { } other => throw new UnreachableException($"The fault {other} is not known."),
    };
}
