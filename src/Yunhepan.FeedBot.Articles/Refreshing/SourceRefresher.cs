using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Sources;
using Yunhepan.FeedBot.Sources.Catalogue;
using Yunhepan.FeedBot.Sources.Fetching;

namespace Yunhepan.FeedBot.Articles.Refreshing;

/// <summary>All steps for one source: read it, note what it lists, read the pages it leads to, store, say when next.</summary>
public sealed partial class SourceRefresher(
    ArticlesDb db,
    SourceReader reader,
    ArticleStore store,
    PageReading pages,
    SourceSchedule schedule,
    TimeProvider time,
    ILogger<SourceRefresher> logger)
{
    /// <summary>Never throws for what a source does; what fails is on its state.</summary>
    public async Task RefreshAsync(Source source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var state = await db.SourceStates.SingleAsync(s => s.SourceId == source.Id, cancellationToken);
        var reading = await reader.ReadAsync(source, new Validators(state.ETag, state.LastModified), state.BodyHash, cancellationToken);
        var found = await TakeInAsync(source, state, reading, cancellationToken);
        if (reading is not SourceReading.Failed)
            found += await pages.ReadDueAsync(source, state, cancellationToken);

        if (found > 0)
            state.LastNewArticleAt = time.GetUtcNow();
        state.LeaseUntil = null;
        await db.SaveChangesAsync(cancellationToken);
        LogRefreshed(source.Id, found, state.Failures, state.NextCheckAt);
    }

    private async Task<int> TakeInAsync(Source source, SourceState state, SourceReading reading, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        state.LastCheckAt = now;
        switch (reading)
        {
            case SourceReading.Read read:
                var first = state.FirstSuccessAt is null;
                Succeed(source, state, now, read.Validators, read.MinimumWait);
                state.BodyHash = read.BodyHash;
                state.Title = read.Document.Title ?? state.Title;
                state.HomePageUrl = read.Document.HomePageUrl ?? state.HomePageUrl;
                return await OfferAsync(source, read.Document, alerting: !first, cancellationToken);

            case SourceReading.Unchanged unchanged:
                Succeed(source, state, now, unchanged.Validators, unchanged.MinimumWait);
                return 0;

            case SourceReading.Failed failed:
                state.Failures++;
                state.LastError = failed.Reason;
                state.NextCheckAt = schedule.AfterFailure(source, now, state.Failures, failed);
                LogFailed(source.Id, failed.Reason, state.Failures, state.NextCheckAt);
                return 0;

            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void Succeed(Source source, SourceState state, DateTimeOffset now, Validators validators, TimeSpan? minimumWait)
    {
        state.FirstSuccessAt ??= now;
        state.LastSuccessAt = now;
        state.Failures = 0;
        state.LastError = null;
        state.ETag = validators.ETag;
        state.LastModified = validators.LastModified;
        state.NextCheckAt = schedule.AfterSuccess(source, now, minimumWait);
    }

    /// <summary>Stores what is whole; what must be read on its own page is noted, to be read from there.</summary>
    private async Task<int> OfferAsync(Source source, SourceDocument document, bool alerting, CancellationToken cancellationToken)
    {
        var wanted = document.Items.Where(i => TitleFilter.Lets(source, i.Title)).DistinctBy(ArticleIdentity.Of).ToList();
        var listed = wanted.Where(i => LeadsToPage(source, document, i)).ToList();
        await pages.NoteAsync(source, listed, alerting, cancellationToken);
        var whole = wanted.Except(listed).Select(i => new OfferedArticle(ArticleIdentity.Of(i), i, alerting)).ToList();
        // The transaction saves the state and the noted pages too: either all of this poll is known or none.
        return (await store.AppendAsync(source, whole, cancellationToken)).New.Count;
    }

    private static bool LeadsToPage(Source source, SourceDocument document, SourceItem item) =>
        item.Url is not null && source.Content == SourceContent.Full && (document.IsList || IsTeaser(item));

    /// <summary>A feed item that says no more than its summary.</summary>
    private static bool IsTeaser(SourceItem item) =>
        item.ContentText.Length < 200 && item.Attachments.Count == 0
        && (item.ContentText.Length == 0 || item.Summary is null || item.ContentText.Length <= item.Summary.Length + 20);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Source {SourceId} refreshed: {ArticleCount} new, {Failures} failures, next at {NextCheckAt:u}")]
    private partial void LogRefreshed(string sourceId, int articleCount, int failures, DateTimeOffset nextCheckAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source {SourceId} failed: {Reason} ({Failures} in a row, next at {NextCheckAt:u})")]
    private partial void LogFailed(string sourceId, string reason, int failures, DateTimeOffset nextCheckAt);
}
