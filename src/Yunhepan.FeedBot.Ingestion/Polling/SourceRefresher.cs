using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Ingestion.Discovery;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Intake;
using Yunhepan.FeedBot.Ingestion.Pages;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>
/// Runs all steps for one source that has news: take the listed items, read the linked pages, store, and set the next due time.
/// </summary>
internal sealed partial class SourceRefresher(
    IngestionWork work,
    OldAddressJudge moves,
    SourceIntake intake,
    ArticlePageReader pages,
    SourceOutcomes outcomes,
    NewHomeSearch homes,
    PollingMetrics metrics,
    ILogger<SourceRefresher> logger)
{
    /// <summary>Never throws because of a source's behaviour; failures are recorded on its state.</summary>
    /// <param name="claim">The claim, whose state no other context may track.</param>
    /// <param name="reading">The reading of its document; null if only pages behind it are due.</param>
    /// <param name="cancellationToken">Cancels the work; steps that were not stored are repeated later.</param>
    /// <param name="oldAddress">Whether the old address of a moved source was polled and gave the reading.</param>
    public async Task RefreshAsync(
        ClaimedSource claim, SourceReading? reading, CancellationToken cancellationToken, OldAddress oldAddress = OldAddress.NotAsked)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var (source, state) = (claim.Source, claim.State);
        work.States.Attach(state);
        var (found, isItself) = (0, true);
        reading = await moves.ResolveAsync(source, state, reading, oldAddress, cancellationToken);
        if (reading is SourceReading.Read read)
            (found, isItself) = await intake.TakeAsync(source, state, read, cancellationToken);
        if (reading is not null)
        {
            if (outcomes.WantsProbe(state, reading))
                await homes.SearchAsync(source, state, cancellationToken);
            outcomes.Note(source, state, reading, isItself);
            await work.SaveAsync(cancellationToken);
        }

        found += await pages.ReadDueAsync(source, state, cancellationToken);
        state.Release();
        await work.SaveAsync(cancellationToken);
        metrics.Found(found);
        LogRefreshed(source.Id, found, state.Failures, state.NextCheckAt);
    }

    [LoggerMessage(
        Level = LogLevel.Debug, Message = "Source {SourceId} refreshed: {ArticleCount} new, {Failures} failures, next at {NextCheckAt}")]
    private partial void LogRefreshed(string sourceId, int articleCount, int failures, ShownTime nextCheckAt);
}
