using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Discovery;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Intake;
using Yunhepan.FeedBot.Ingestion.Pages;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>
/// All steps for one source that has something to tell: take in what it lists, read the pages it leads to, store, say when next.
/// </summary>
public sealed partial class SourceRefresher(
    IngestionWork work,
    SourceReader reader,
    SourceIntake intake,
    ArticlePageReader pages,
    SourceOutcomes outcomes,
    NewHomeSearch homes,
    PollingMetrics metrics,
    TimeProvider time,
    ILogger<SourceRefresher> logger)
{
    /// <summary>Never throws for what a source does; what fails is on its state.</summary>
    /// <param name="claim">Its state must be tracked by no other context.</param>
    /// <param name="reading">What its document gave; null when only pages behind it are due.</param>
    /// <param name="cancellationToken">Ends it; what was not stored is done again later.</param>
    /// <param name="oldAddress">Whether the address from which the source has moved was asked, and gave the reading.</param>
    public async Task RefreshAsync(
        ClaimedSource claim, SourceReading? reading, CancellationToken cancellationToken, OldAddress oldAddress = OldAddress.NotAsked)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var (source, state) = (claim.Source, claim.State);
        work.States.Attach(state);
        var (found, isItself) = (0, true);
        AddressMove.NoteOld(state, oldAddress, reading, time.GetUtcNow());
        if (oldAddress == OldAddress.Answered && reading is SourceReading.Read old && old.MovedTo != state.AdoptedUrl
            && old.Url != state.AdoptedUrl)
            reading = await FromEitherAsync(source, state, old, cancellationToken);
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
        if (found > 0)
            state.RecordNewArticles(time.GetUtcNow());
        state.Release();
        await work.SaveAsync(cancellationToken);
        metrics.Found(found);
        LogRefreshed(source.Id, found, state.Failures, state.NextCheckAt);
    }

    /// <summary>
    /// The old address gave a document of its own: where that is the source's, the source is there again, else it is where it has moved to.
    /// </summary>
    private async Task<SourceReading> FromEitherAsync(
        Source source, SourceState state, SourceReading.Read old, CancellationToken cancellationToken)
    {
        if (!await intake.IsItselfAsync(source, state, old, cancellationToken))
            return await reader.ReadAsync(source, Validators.None, null, cancellationToken, state.AdoptedUrl, state.Kind);
        var (there, elsewhere) = (ShownAddress.Of(state.OldUrl), ShownAddress.Of(state.AdoptedUrl!));
        LogReturned(source.Id, there, elsewhere);
        state.Return();
        return old;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source {SourceId} is at {Url} again and no more at {NewUrl}")]
    private partial void LogReturned(string sourceId, string url, string newUrl);

    [LoggerMessage(
        Level = LogLevel.Debug, Message = "Source {SourceId} refreshed: {ArticleCount} new, {Failures} failures, next at {NextCheckAt:u}")]
    private partial void LogRefreshed(string sourceId, int articleCount, int failures, DateTimeOffset nextCheckAt);
}
