using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Ingestion.Documents;

namespace Yunhepan.FeedBot.Ingestion.Discovery;

/// <summary>Looks at the lists of a page that a person gave, so that they can choose one. The caller limits the time.</summary>
internal sealed class ListLooking(SourceReader reader) : IDisposable
{
    private const int MostAtOnce = 2;

    private readonly SemaphoreSlim _places = new(MostAtOnce);

    /// <summary>Returns the lists of a page one by one, each as a source of its own.</summary>
    public async Task<IReadOnlyList<FoundSource>> LookAsync(string url, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            var lists = await reader.ReadListsAsync(Stranger(url), cancellationToken);
            return [.. lists.Where(l => l.Entries.Count > 0).Select(
                l => new FoundSource(url, SourceKind.List, l.Heading, SourceLooking.Preview(l.Entries)) { Items = l.Items })];
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>None of the hosts that the operator opened for the sources of feeds.json may be reached.</summary>
    internal static Source Stranger(string url) =>
        new() { Id = "look", Url = url, Name = LocalisedName.Same(url), IsUnlisted = true, IsAdded = true };
}
