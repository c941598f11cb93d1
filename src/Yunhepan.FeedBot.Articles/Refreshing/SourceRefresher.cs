using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Sources;

namespace Yunhepan.FeedBot.Articles.Refreshing;

/// <summary>All steps for one source that has something to tell: take in what it lists, read the pages it leads to, store, say when next.</summary>
public sealed partial class SourceRefresher(
    ArticlesDb db,
    SourceIntake intake,
    PageReading pages,
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
    public async Task RefreshAsync(ClaimedSource claim, SourceReading? reading, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var (source, state) = (claim.Source, claim.State);
        db.Attach(state);
        var found = 0;
        if (reading is SourceReading.Read read)
            found = await intake.TakeAsync(source, state, read, cancellationToken);
        if (reading is not null)
        {
            if (outcomes.WantsProbe(state, reading))
                await homes.SearchAsync(source, state, cancellationToken);
            outcomes.Note(source, state, reading);
            await db.SaveChangesAsync(cancellationToken);
        }

        found += await pages.ReadDueAsync(source, state, cancellationToken);
        if (found > 0)
            state.LastNewArticleAt = time.GetUtcNow();
        state.Release();
        await db.SaveChangesAsync(cancellationToken);
        metrics.Found(found);
        LogRefreshed(source.Id, found, state.Failures, state.NextCheckAt);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Source {SourceId} refreshed: {ArticleCount} new, {Failures} failures, next at {NextCheckAt:u}")]
    private partial void LogRefreshed(string sourceId, int articleCount, int failures, DateTimeOffset nextCheckAt);
}
