using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>
/// The article pages behind a source: each is read once and stored as it comes; a page that fails is tried
/// again, and in the end the list's own words are kept; what they make urgent is told with them at once.
/// </summary>
public sealed partial class ArticlePageReader(
    IngestionWork work,
    SourceReader reader,
    ArticleStore store,
    PageExaminer examiner,
    KnownArticleReader known,
    IOptions<RefreshingOptions> options,
    TimeProvider time,
    ILogger<ArticlePageReader> logger)
{
    /// <summary>Attempts at a page without which its list's words are no article: the usual ones, then once a day.</summary>
    private const int MostAttempts = 10;

    /// <summary>Pause between the attempts that follow the usual ones.</summary>
    private static readonly TimeSpan LaterPause = TimeSpan.FromDays(1);

    /// <summary>Longest time for which a server may put a page off before its attempts count.</summary>
    private static readonly TimeSpan MostPutOff = TimeSpan.FromDays(1);

    private readonly RefreshingOptions _options = options.Value;

    private BackOff Retry => new(_options.PageRetry, TimeSpan.MaxValue);

    /// <summary>
    /// Reads the pages that are due in the order they were published, then looks again at known articles; notes when there is more to do.
    /// </summary>
    /// <returns>How many articles are new.</returns>
    public async Task<int> ReadDueAsync(Source source, SourceState state, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        if (state.NextPageAt is null || state.NextPageAt > startedAt)
            return 0;
        var found = 0;
        foreach (var page in (await DuePagesAsync(source, startedAt, cancellationToken)).TakeWhile(_ => HasTime(startedAt)))
        {
            state.Hold(time.GetUtcNow() + SourceState.Lease);
            found += await ReadPageAsync(source, state, page, cancellationToken);
        }

        await known.LookAgainAsync(source, state, startedAt, cancellationToken);
        await NoteRestAsync(source, state, cancellationToken);
        if (found > 0)
            state.RecordNewArticles(time.GetUtcNow());
        return found;
    }

    /// <summary>
    /// What alerts comes as it was published, the oldest first. Of what is there at a source's first poll the newest is read first,
    /// should it be more than one poll reads.
    /// </summary>
    private async Task<IReadOnlyList<ListedPage>> DuePagesAsync(Source source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = work.States.ListedPages.Where(p => p.SourceId == source.Id && !p.Settled && p.NextAttemptAt <= now);
        var alerting = await due.Where(p => !p.Silent).OrderBy(p => p.ListedAt).Take(_options.PagesPerPoll).ToListAsync(cancellationToken);
        var silent = await due.Where(p => p.Silent).OrderByDescending(p => p.ListedAt).Take(_options.PagesPerPoll - alerting.Count)
            .ToListAsync(cancellationToken);
        return [.. alerting, .. silent.OrderBy(p => p.ListedAt)];
    }

    private bool HasTime(DateTimeOffset startedAt) => time.GetUtcNow() - startedAt < _options.PagesBudget;

    /// <summary>When its pages are to be read or looked at again; after a pause if some should have been by now.</summary>
    private async Task NoteRestAsync(Source source, SourceState state, CancellationToken cancellationToken)
    {
        await work.SaveAsync(cancellationToken);
        var page = await work.States.ListedPages.Where(p => p.SourceId == source.Id && !p.Settled)
            .MinAsync(p => (DateTimeOffset?)p.NextAttemptAt, cancellationToken);
        var look = await work.States.PageRevisits.Where(r => r.SourceId == source.Id && r.NextAt != null)
            .MinAsync(r => r.NextAt, cancellationToken);
        var next = page is null ? look : look is null || page < look ? page : look;
        var now = time.GetUtcNow();
        state.SchedulePages(next <= now ? now + _options.PagesPause : next);
    }

    private async Task<int> ReadPageAsync(Source source, SourceState state, ListedPage page, CancellationToken cancellationToken)
    {
        var listed = page.ReadDraft();
        var reading = await reader.ReadArticleAsync(source, page.Url, cancellationToken);
        if (reading is SourceReading.Failed { RetryAfter: { } wait } && time.GetUtcNow() - page.ListedAt < MostPutOff)
        {
            // The server asks to be left alone: that says nothing of the page.
            page.NextAttemptAt = time.GetUtcNow() + (wait < MostPutOff ? wait : MostPutOff);
            return await PutOffAsync(source, state, page, listed, cancellationToken);
        }

        page.Attempts++;
        var item = listed;
        var isRead = false;
        var doubt = reading switch
        {
            SourceReading.Read read => await examiner.DoubtAsync(source, page.Key, listed.Title, read.Document, cancellationToken),
            SourceReading.Failed { IsStandIn: true } other => new PageDoubt(other.Reason),
            _ => null,
        };
        examiner.NotePages(state, page.Url, reading, doubt is { IsKnownAgain: true } ? null : doubt?.Why);
        if (doubt is { HasAnothersText: true } or { IsKnownAgain: true })
            return await LeaveAsync(page, doubt, cancellationToken);
        if (doubt is null && reading is SourceReading.Read { Document.Items: [var said, ..] })
        {
            (item, isRead) = (ListedDraft.Complete(listed, said, time.GetUtcNow()), true);
        }
        else if (page.Attempts < _options.PageAttempts)
        {
            page.NextAttemptAt = time.GetUtcNow() + Retry.After(page.Attempts);
            var reason = reading is SourceReading.Failed failed ? failed.Reason : doubt?.Why ?? "no article was found on the page";
            var address = ShownAddress.Redact(page.Url);
            LogPageFailed(address, reason, page.Attempts, page.NextAttemptAt);
            return await PutOffAsync(source, state, page, listed, cancellationToken);
        }
        else if (listed.PublishedAt is null && (doubt is not null || !MayBeArticle(reading)))
        {
            // An undated link is an entry by the word of its page only; that may still come.
            page.Settled = page.Attempts >= MostAttempts;
            page.NextAttemptAt = time.GetUtcNow() + LaterPause;
            return await PutOffAsync(source, state, page, listed, cancellationToken);
        }

        if (isRead && page.Silent && await examiner.IsBesideArticlesAsync(source, page, item, cancellationToken) is { } beside)
        {
            page.Settled = beside || page.Attempts >= _options.PageAttempts;
            page.NextAttemptAt = time.GetUtcNow() + _options.PageRetry;
            if (beside || !page.Settled)
            {
                await work.SaveAsync(cancellationToken);
                return 0;
            }
        }

        page.Settled = true;
        return await StoreAsync(source, state, page, item, isRead, cancellationToken);
    }

    /// <summary>
    /// Its list's words alone would tell a known article again, or one that was taken down: nothing is published before the page shows
    /// a text of its own.
    /// </summary>
    private async Task<int> LeaveAsync(ListedPage page, PageDoubt doubt, CancellationToken cancellationToken)
    {
        page.Settled = doubt.IsKnownAgain || page.Attempts >= MostAttempts;
        page.NextAttemptAt = time.GetUtcNow() + (page.Attempts < _options.PageAttempts
            ? Retry.After(page.Attempts) : LaterPause);
        await work.SaveAsync(cancellationToken);
        return 0;
    }

    /// <summary>Its server failed or refuses us: there may be an article all the same.</summary>
    private static bool MayBeArticle(SourceReading reading) =>
        reading is SourceReading.Read or SourceReading.Failed { Fault: not (
            null or FetchFault.NotFound or FetchFault.Gone or FetchFault.Empty) };

    /// <summary>
    /// What is urgent by its list's words alone does not wait for its page: they are told at once, and the page, when it can be
    /// read, corrects them.
    /// </summary>
    private async Task<int> PutOffAsync(
        Source source, SourceState state, ListedPage page, ArticleDraft listed, CancellationToken cancellationToken)
    {
        if (!page.Silent && examiner.IsUrgent(source, listed)
            && !await work.Articles.Articles.AnyAsync(a => a.SourceId == source.Id && a.Identity == page.Key, cancellationToken))
            return await StoreAsync(source, state, page, listed, isRead: false, cancellationToken);
        await work.SaveAsync(cancellationToken);
        return 0;
    }

    private async Task<int> StoreAsync(
        Source source, SourceState state, ListedPage page, ArticleDraft item, bool isRead, CancellationToken cancellationToken)
    {
        var changes = await store.AppendAsync(
            source, [item with { Identity = page.Key, Alerting = !page.Silent, ListedAt = page.ListedAt, IsOfPage = isRead }],
            cancellationToken, work.States.SaveWithinAsync, url => ListedArticles.Contains(state.Listed, url), whenAdded: article =>
            {
                article.TextIsOfPage = true;
                work.States.AddRevisit(article, _options, time.GetUtcNow());
            });
        await work.SaveAsync(cancellationToken);
        return changes.New.Count;
    }

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Article page {Url} failed: {Reason} (attempt {Attempt}, next at {NextAttemptAt:u})")]
    private partial void LogPageFailed(string url, string reason, int attempt, DateTimeOffset nextAttemptAt);
}
