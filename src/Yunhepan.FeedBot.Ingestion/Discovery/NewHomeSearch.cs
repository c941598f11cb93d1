using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Discovery;

/// <summary>Searches the site of a source that appears to be dead for a new address, and reports it to the operator.</summary>
internal sealed partial class NewHomeSearch(SourceDiscovery discovery, TimeProvider time, ILogger<NewHomeSearch> logger)
{
    private const int Offered = 3;

    public async Task SearchAsync(Source source, SourceState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(state);
        // Nobody edits the address of an unlisted source in feeds.json.
        if (source.IsUnlisted)
            return;
        state.RecordProbe(time.GetUtcNow());
        var start = state.HomePageUrl ?? new Uri(source.Url).GetLeftPart(UriPartial.Authority) + "/";
        var found = await discovery.FindAsync(start, cancellationToken);
        var homes = found.Candidates.Where(c => c.Url != source.Url && c.Items > 0).Select(c => c.Url).Take(Offered).ToList();
        if (homes.Count == 0)
            return;
        state.OfferNewHomes(homes);
        LogFound(source.Id, ShownAddress.Redact(homes[0]), homes.Count - 1);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId} seems to be dead; its site has {NewUrl} (and {More} more places like it): change its address in "
            + "feeds.json if it has moved there")]
    private partial void LogFound(string sourceId, string newUrl, int more);
}
