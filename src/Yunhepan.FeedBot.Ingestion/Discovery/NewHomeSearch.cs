using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Discovery;

/// <summary>Searches the site of a source that appears to be dead for a new address, and reports it to the operator.</summary>
internal sealed partial class NewHomeSearch(
    SourceDiscovery discovery, SourceLooking looking, TimeProvider time, ILogger<NewHomeSearch> logger)
{
    private const int Offered = 3;

    public async Task SearchAsync(Source source, SourceState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(state);
        state.RecordProbe(time.GetUtcNow());
        var start = state.HomePageUrl ?? new Uri(source.Url).GetLeftPart(UriPartial.Authority) + "/";
        var found = source.IsAdded ? await LookAsync(start, cancellationToken)
            : (await discovery.FindAsync(start, cancellationToken)).Candidates.Where(c => c.Items > 0).Select(c => c.Url);
        var homes = found.Where(url => url != source.Url).Take(Offered).ToList();
        if (homes.Count == 0)
            return;
        state.OfferNewHomes(homes);
        LogFound(source.Id, ShownAddress.Redact(homes[0]), homes.Count - 1);
    }

    // An address that a stranger gave is looked at as a stranger's. The front page itself lists everything, so it replaces no list.
    private async Task<IEnumerable<string>> LookAsync(string start, CancellationToken cancellationToken) =>
        await looking.LookAsync(start, cancellationToken) is SourceLook.Found { Choices: var choices }
            ? choices.Where(c => c.Newest.Count > 0 && !(c.Kind == SourceKind.List && c.Url == start)).Select(c => c.Url) : [];

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId} seems to be dead; its site has {NewUrl} (and {More} more places like it): change its address in "
            + "feeds.json if it has moved there")]
    private partial void LogFound(string sourceId, string newUrl, int more);
}
