using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Sources;
using Yunhepan.FeedBot.Sources.Catalogue;
using Yunhepan.FeedBot.Sources.Fetching;

namespace Yunhepan.FeedBot.Articles.Refreshing;

/// <summary>
/// The article pages behind a source: each is read once and stored as it comes; a page that fails is tried
/// again, and in the end the list's own words are kept. Known articles are looked at again on a slowing schedule.
/// </summary>
public sealed partial class PageReading(
    ArticlesDb db,
    SourceReader reader,
    ArticleStore store,
    IOptions<RefreshingOptions> options,
    TimeProvider time,
    ILogger<PageReading> logger)
{
    /// <summary>Held while a poll goes on; each step renews it, so that only a dead worker's claim lapses.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private readonly RefreshingOptions _options = options.Value;

    /// <summary>
    /// Notes the pages that are not known yet, and those that the list now names differently, which are looked at
    /// again; the caller's next save keeps the notes.
    /// </summary>
    public async Task NoteAsync(Source source, IReadOnlyList<SourceItem> listed, bool alerting, CancellationToken cancellationToken)
    {
        var items = listed.ToDictionary(ArticleIdentity.Of);
        var keys = items.Keys.ToArray();
        var noted = await db.ListedPages.Where(p => p.SourceId == source.Id && keys.Contains(p.Key)).ToListAsync(cancellationToken);
        await RenoteAsync(source, noted, items, cancellationToken);
        var stored = await db.Articles.Where(a => a.SourceId == source.Id && keys.Contains(a.Identity)).Select(a => a.Identity).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var place = 0;
        foreach (var (key, item) in items.ExceptBy(noted.Select(p => p.Key).Concat(stored), i => i.Key))
        {
            db.ListedPages.Add(new ListedPage
            {
                SourceId = source.Id,
                Key = key,
                Url = item.Url!,
                ListedItem = JsonSerializer.Serialize(item),
                // The list's order is kept: its first entry is its newest.
                ListedAt = now.AddMilliseconds(-place++),
                Silent = !alerting,
                NextAttemptAt = now,
            });
        }
    }

    private async Task RenoteAsync(
        Source source, List<ListedPage> noted, Dictionary<string, SourceItem> items, CancellationToken cancellationToken)
    {
        List<string> renamed = [];
        foreach (var page in noted.Where(p => Listed(p).Title != items[p.Key].Title))
        {
            page.ListedItem = JsonSerializer.Serialize(items[page.Key]);
            renamed.Add(page.Key);
        }

        if (renamed.Count == 0)
            return;
        var now = time.GetUtcNow();
        var articles = await db.Articles
            .Where(a => a.SourceId == source.Id && renamed.Contains(a.Identity) && a.WithdrawnAt == null)
            .ToListAsync(cancellationToken);
        foreach (var article in articles)
            article.NextLookAt = now;
    }

    /// <summary>Reads the pages that are due, newest first, then looks again at known articles.</summary>
    /// <returns>How many articles are new.</returns>
    public async Task<int> ReadDueAsync(Source source, SourceState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await db.ListedPages
            .Where(p => p.SourceId == source.Id && !p.Settled && p.NextAttemptAt <= now)
            .OrderByDescending(p => p.ListedAt).Take(_options.PagesPerPoll)
            .ToListAsync(cancellationToken);
        var found = 0;
        foreach (var page in due)
        {
            state.LeaseUntil = time.GetUtcNow() + Lease;
            found += await ReadPageAsync(source, page, cancellationToken);
        }

        await LookAgainAsync(source, state, cancellationToken);
        return found;
    }

    private async Task<int> ReadPageAsync(Source source, ListedPage page, CancellationToken cancellationToken)
    {
        var listed = Listed(page);
        var reading = await reader.ReadArticleAsync(source, page.Url, cancellationToken);
        page.Attempts++;
        var item = listed;
        if (reading is SourceReading.Read { Document.Items: [var said, ..] })
        {
            item = Join(listed, said);
        }
        else if (page.Attempts < _options.PageAttempts)
        {
            page.NextAttemptAt = time.GetUtcNow() + (_options.PageRetry * Math.Pow(2, page.Attempts - 1));
            await db.SaveChangesAsync(cancellationToken);
            var reason = reading is SourceReading.Failed failed ? failed.Reason : "no article was found on the page";
            LogPageFailed(page.Url, reason, page.Attempts, page.NextAttemptAt);
            return 0;
        }

        page.Settled = true;
        var changes = await store.AppendAsync(source, [new OfferedArticle(page.Key, item, !page.Silent)], cancellationToken);
        foreach (var article in changes.New)
            article.NextLookAt = NextLook(article);
        await db.SaveChangesAsync(cancellationToken);
        return changes.New.Count;
    }

    private async Task LookAgainAsync(Source source, SourceState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await db.Articles.Include(a => a.Categories)
            .Where(a => a.SourceId == source.Id && a.NextLookAt <= now && a.WithdrawnAt == null)
            .OrderBy(a => a.NextLookAt).Take(_options.LooksPerPoll)
            .ToListAsync(cancellationToken);
        foreach (var article in due)
        {
            state.LeaseUntil = time.GetUtcNow() + Lease;
            await LookAsync(source, article, cancellationToken);
        }
    }

    private async Task LookAsync(Source source, Article article, CancellationToken cancellationToken)
    {
        var reading = await reader.ReadArticleAsync(source, article.Url!, cancellationToken);
        if (reading is SourceReading.Failed { Fault: FetchFault.NotFound or FetchFault.Gone } gone)
        {
            // One 404 may be an accident of the site's; two in a row are its word.
            if (++article.TimesMissing >= 2)
            {
                await store.WithdrawAsync(article, "gone: " + gone.Reason, cancellationToken);
                LogWithdrawn(article.Url!, source.Id);
                return;
            }

            await db.SaveChangesAsync(cancellationToken);
            return;
        }

        article.TimesMissing = 0;
        article.Looks++;
        article.NextLookAt = NextLook(article);
        if (reading is SourceReading.Read { Document.Items: [var said, ..] } && said.ContentText.Length > 0)
            await store.AppendAsync(source, [new OfferedArticle(article.Identity, said with { Url = article.Url }, Alerting: true)], cancellationToken);
        else
            await db.SaveChangesAsync(cancellationToken);
    }

    private DateTimeOffset? NextLook(Article article) => article.Url is not null && article.Looks < _options.LooksOrDefault.Count
        ? time.GetUtcNow() + _options.LooksOrDefault[article.Looks]
        : null;

    private static SourceItem Listed(ListedPage page) => JsonSerializer.Deserialize<SourceItem>(page.ListedItem)!;

    /// <summary>The page knows best, but the list's date stands where the page states none or less.</summary>
    private static SourceItem Join(SourceItem listed, SourceItem page)
    {
        var listKnowsMore = page.PublishedAt is null || (!page.PublishedHasTime && listed.PublishedHasTime);
        return page with
        {
            Id = listed.Id,
            Url = listed.Url,
            Title = page.ContentText.Length > 0 ? page.Title : listed.Title,
            PublishedAt = listKnowsMore ? listed.PublishedAt ?? page.PublishedAt : page.PublishedAt,
            PublishedHasTime = listKnowsMore ? listed.PublishedHasTime : page.PublishedHasTime,
            Summary = page.Summary ?? listed.Summary,
            ImageUrl = page.ImageUrl ?? listed.ImageUrl,
            Authors = page.Authors.Count > 0 ? page.Authors : listed.Authors,
            Tags = [.. page.Tags.Concat(listed.Tags).Distinct()],
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Article page {Url} failed: {Reason} (attempt {Attempt}, next at {NextAttemptAt:u})")]
    private partial void LogPageFailed(string url, string reason, int attempt, DateTimeOffset nextAttemptAt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Article {Url} of {SourceId} is gone from its site: withdrawn")]
    private partial void LogWithdrawn(string url, string sourceId);
}
