using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Extraction.Opml;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Discovery;

/// <summary>Compares a file of subscriptions with the catalogue. Nothing is fetched: a file may name thousands of addresses.</summary>
internal sealed class SubscriptionFileReader(CurrentCatalogue catalogue, FetchClients clients, IServiceScopeFactory scopes)
{
    private const int MostRead = 1_000, LongestAddress = 1_000;

    public async Task<SubscriptionFile?> ReadAsync(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        IReadOnlyList<OpmlSubscription> entries;
        try
        {
            // A hostile file may take long, and the caller waits for others meanwhile.
            entries = await Task.Run(() => OpmlReader.Read(file, cancellationToken), cancellationToken);
        }
        catch (FormatException)
        {
            return null;
        }

        var known = await KnownAsync(cancellationToken);
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<string> ids = [];
        List<FileEntry> fresh = [];
        List<(FileEntry, EntryFault)> refused = [];
        foreach (var entry in entries.Take(MostRead))
        {
            var url = entry.Address.Length is > 0 and <= LongestAddress
                ? SourceAddress.Read(SubscribedAddress.WithScheme(entry.Address), out _) : null;
            if (url is not null && !seen.Add(SourceAddress.TwinKey(url)))
                continue;
            // What the operator has opened for feeds.json may be followed, although nobody else may add it.
            if (url is not null && known.TryGetValue(SourceAddress.TwinKey(url), out var id))
                ids.Add(id);
            else if (Refuse(entry, url) is { } fault)
                refused.Add((new FileEntry(SubscribedAddress.WithoutPassword(entry.Address), entry.Title), fault));
            else
                fresh.Add(new FileEntry(url!.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped), entry.Title));
        }

        return new SubscriptionFile([.. ids.Distinct()], fresh, refused, Math.Max(0, entries.Count - MostRead));
    }

    private EntryFault? Refuse(OpmlSubscription entry, Uri? url) =>
        entry.Leads == OutlineTarget.List ? EntryFault.AnotherList
        : url is null ? EntryFault.NotAnAddress
        // A name that leads into the private network is refused when it is read.
        : FetchUrl.Problem(url) is not null || clients.IsPrivateForChats(url) ? EntryFault.Refused : null;

    /// <summary>Returns the ids of the sources by all their addresses.</summary>
    private async Task<Dictionary<string, string>> KnownAsync(CancellationToken cancellationToken)
    {
        var sources = catalogue.Catalogue.Sources
            .Where(s => (s.Enabled || s.IsUnlisted) && !(s.IsAdded && s.Selectors is not null)).ToList();
        var ids = sources.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        await using var scope = scopes.CreateAsyncScope();
        var moved = await scope.ServiceProvider.GetRequiredService<IngestionDb>().SourceStates.AsNoTracking()
            .Where(s => s.FeedUrl != null || s.AdoptedUrl != null).Select(s => new { s.SourceId, s.FeedUrl, s.AdoptedUrl })
            .ToListAsync(cancellationToken);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, address) in sources.Select(s => (s.Id, (string?)s.Url))
            .Concat(moved.Where(m => ids.Contains(m.SourceId))
                .SelectMany(m => new[] { (m.SourceId, m.FeedUrl), (m.SourceId, m.AdoptedUrl) })))
        {
            if (Uri.TryCreate(address, UriKind.Absolute, out var url))
                known.TryAdd(SourceAddress.TwinKey(url), id);
        }

        return known;
    }
}
