using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using System.Diagnostics;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>
/// Reads the article pages behind a source. Each page is read once and stored; a page that fails is tried again, and in the end
/// the list's own text is stored instead. An article that its list text makes urgent is published at once.
/// </summary>
internal sealed partial class ArticlePageReader(
    IngestionWork work,
    SourceReader reader,
    ArticleStore store,
    PageExaminer examiner,
    KnownArticleReader known,
    IOptions<RefreshingOptions> options,
    TimeProvider time,
    ILogger<ArticlePageReader> logger)
{
    /// <summary>
    /// The number of attempts at a page whose list text is not enough for an article: the usual ones, then one per day.
    /// </summary>
    private const int MostAttempts = 10;

    /// <summary>The pause between attempts after the usual ones.</summary>
    private static readonly TimeSpan LaterPause = TimeSpan.FromDays(1);

    /// <summary>The longest time a server may postpone a page before its attempts count.</summary>
    private static readonly TimeSpan MostPutOff = TimeSpan.FromDays(1);

    private readonly RefreshingOptions _options = options.Value;

    private BackOff Retry => new(_options.PageRetry, TimeSpan.MaxValue);

    /// <summary>
    /// Reads the due pages in the order of publication, then revisits known articles, and records when more work is due.
    /// </summary>
    /// <returns>The number of new articles.</returns>
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
    /// Returns the due pages, oldest first, so that alerts arrive in order of publication. At a source's first poll the newest
    /// come first, in case there are more than one poll reads.
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

    /// <summary>Records when pages are next read or revisited; after a pause if some are already overdue.</summary>
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
            // The server asked for a pause, which says nothing about the page.
            page.PutOff(time.GetUtcNow() + (wait < MostPutOff ? wait : MostPutOff));
            return await PutOffAsync(source, state, page, listed, cancellationToken);
        }

        page.CountAttempt();
        var item = listed;
        var isRead = false;
        var doubt = reading switch
        {
            SourceReading.Read read => await examiner.DoubtAsync(source, page.Key, listed.Title, read.Document, cancellationToken),
            SourceReading.Failed { IsStandIn: true } other => new PageDoubt(other.Reason),
            SourceReading.Failed or SourceReading.Unchanged => null,
            _ => throw new UnreachableException(),
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
            page.PutOff(time.GetUtcNow() + Retry.After(page.Attempts));
            var reason = reading is SourceReading.Failed failed ? failed.Reason : doubt?.Why ?? "no article was found on the page";
            var address = ShownAddress.Redact(page.Url);
            LogPageFailed(address, reason, page.Attempts, page.NextAttemptAt);
            return await PutOffAsync(source, state, page, listed, cancellationToken);
        }
        else if (listed.PublishedAt is null && (doubt is not null || !MayBeArticle(reading)))
        {
            // Only its page can confirm that an undated link is an entry, and that page may still be read.
            page.PutOff(time.GetUtcNow() + LaterPause, MostAttempts);
            return await PutOffAsync(source, state, page, listed, cancellationToken);
        }

        if (isRead && page.Silent && await examiner.IsBesideArticlesAsync(source, page, item, cancellationToken) is { } beside)
        {
            page.PutOff(time.GetUtcNow() + _options.PageRetry, _options.PageAttempts);
            if (beside)
                page.Settle();
            if (beside || !page.Settled)
            {
                await work.SaveAsync(cancellationToken);
                return 0;
            }
        }

        page.Settle();
        return await StoreAsync(source, state, page, item, isRead, cancellationToken);
    }

    /// <summary>
    /// Leaves a page unpublished: with its list text alone it would repeat a known or taken-down article, so it waits until the
    /// page shows a text of its own.
    /// </summary>
    private async Task<int> LeaveAsync(ListedPage page, PageDoubt doubt, CancellationToken cancellationToken)
    {
        var pause = page.Attempts < _options.PageAttempts ? Retry.After(page.Attempts) : LaterPause;
        page.PutOff(time.GetUtcNow() + pause, MostAttempts);
        if (doubt.IsKnownAgain)
            page.Settle();
        await work.SaveAsync(cancellationToken);
        return 0;
    }

    /// <summary>Returns true if the server failed or refused us, so that there may be an article nevertheless.</summary>
    private static bool MayBeArticle(SourceReading reading) =>
        reading is SourceReading.Read or SourceReading.Failed { Fault: not (
            null or FetchFault.NotFound or FetchFault.Gone or FetchFault.Empty) };

    /// <summary>
    /// Postpones a page. An article that its list text makes urgent does not wait: it is published at once, and the page corrects
    /// it once it can be read.
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
        Level = LogLevel.Information, Message = "Article page {Url} failed: {Reason} (attempt {Attempt}, next at {NextAttemptAt})")]
    private partial void LogPageFailed(string url, string reason, int attempt, ShownTime nextAttemptAt);
}
