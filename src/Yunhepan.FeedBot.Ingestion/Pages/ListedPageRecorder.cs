using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>
/// Notes which pages behind a source are to be read: those that a list leads to, and those of articles that a list or feed has let go of.
/// </summary>
public sealed class ListedPageRecorder(IngestionWork work, TimeProvider time)
{
    /// <summary>Number of the newest articles that are searched for one that its list no longer shows.</summary>
    private const int MostListed = 300;

    /// <summary>
    /// Notes the pages that are not known yet, and those that the list now names differently, which are looked at
    /// again; the caller's next save keeps the notes.
    /// </summary>
    /// <returns>True when there is something to read now.</returns>
    public async Task<bool> NoteAsync(
        Source source, IReadOnlyList<ArticleDraft> listed, Func<ArticleDraft, bool> alerts, CancellationToken cancellationToken)
    {
        var items = listed.ToDictionary(ArticleIdentity.Derive);
        var keys = items.Keys.ToArray();
        // A page that is to be read already, under a guid that turned out to be none, is read once.
        var urls = items.Values.Select(i => i.Url!).ToArray();
        var noted = await work.States.ListedPages.Where(p => p.SourceId == source.Id
            && (keys.Contains(p.Key) || !p.Settled && urls.Contains(p.Url))).ToListAsync(cancellationToken);
        var any = await RenoteAsync(source, noted, items, cancellationToken);
        var stored = await work.Articles.Articles.Where(a => a.SourceId == source.Id && keys.Contains(a.Identity)).Select(a => a.Identity)
            .ToListAsync(cancellationToken);
        var (now, place) = (time.GetUtcNow(), 0);
        foreach (var (key, item) in items.ExceptBy(noted.Select(p => p.Key).Concat(stored), i => i.Key)
            .Where(i => !noted.Exists(p => p.IsOf(i.Value))))
        {
            work.States.ListedPages.Add(new ListedPage
            {
                SourceId = source.Id,
                Key = key,
                Url = item.Url!,
                ListedItem = JsonSerializer.Serialize(item),
                // The list's order is kept: its first entry is its newest.
                ListedAt = now.AddMilliseconds(-place++),
                Silent = !alerts(item),
                NextAttemptAt = now,
            });
        }

        return any || place > 0;
    }

    private async Task<bool> RenoteAsync(
        Source source, List<ListedPage> noted, Dictionary<string, ArticleDraft> items, CancellationToken cancellationToken)
    {
        List<string> renamed = [];
        foreach (var page in noted.Where(
            p => items.TryGetValue(p.Key, out var item) && !TitleSubstance.Same(p.ReadDraft().Title, item.Title)))
        {
            page.ListedItem = JsonSerializer.Serialize(items[page.Key]);
            renamed.Add(page.Key);
        }

        if (renamed.Count == 0)
            return false;
        var now = time.GetUtcNow();
        var articles = await work.Articles.Articles
            .Where(a => a.SourceId == source.Id && renamed.Contains(a.Identity) && a.WithdrawnAt == null)
            .Select(a => a.Id).ToListAsync(cancellationToken);
        await work.States.BringForwardAsync(source.Id, articles, now, cancellationToken);
        return articles.Count > 0;
    }

    /// <summary>
    /// A feed lets go of its oldest entries. One that is missing while older ones are still there was taken out: its page is
    /// asked, once, whether the article is gone.
    /// </summary>
    public async Task NoteVanishedAsync(
        Source source, SourceState state, IReadOnlyList<ArticleDraft> listed, CancellationToken cancellationToken)
    {
        if (listed.Count == 0)
            return;
        var keys = listed.Select(ArticleIdentity.Derive).ToArray();
        var newer = NeverLookedAt(source);
        if (listed.All(i => i is { PublishedAt: not null, PublishedHasTime: true }))
        {
            var oldest = listed.Min(i => i.PublishedAt);
            newer = newer.Where(a => a.SortAt > oldest && a.PublishedAt > oldest);
        }
        else
        {
            // Without times, what was stored later was published later.
            var oldest = await work.Articles.Articles.Where(a => a.SourceId == source.Id && keys.Contains(a.Identity))
                .MinAsync(a => (long?)a.Id, cancellationToken);
            newer = newer.Where(a => a.Id > oldest);
        }

        var vanished = await newer
            .Where(a => !a.TextIsOfPage && a.WithdrawnAt == null && a.Url != null
                && !keys.Contains(a.Identity)
                && !a.Identity.StartsWith("at:") && !a.Identity.StartsWith("hash:"))
            .OrderByDescending(a => a.SortAt).Take(listed.Count + 1)
            .Select(a => new { a.Id, Url = a.Url! }).ToListAsync(cancellationToken);
        // One that has moved is listed, under its new address.
        var links = listed.Where(i => i.Url is not null).Select(i => FoldedUrl.Fold(i.Url!)).ToHashSet(StringComparer.Ordinal);
        vanished.RemoveAll(a => links.Contains(FoldedUrl.Fold(a.Url)));
        // A feed that suddenly shows much less says nothing of single articles.
        if (vanished.Count == 0 || vanished.Count > Math.Max(1, listed.Count / 2))
            return;
        await work.States.BringForwardAsync(source.Id, vanished.ConvertAll(a => a.Id), time.GetUtcNow(), cancellationToken);
        state.SchedulePages(time.GetUtcNow());
    }

    /// <summary>
    /// The articles of a source whose pages were never looked at and are not going to be. The two tables stand in one database and
    /// belong to two contexts, so this alone joins them in SQL.
    /// </summary>
    private IQueryable<Article> NeverLookedAt(Source source) => work.Articles.Articles.FromSql($"""
        SELECT a.* FROM articles AS a WHERE a."SourceId" = {source.Id} AND NOT EXISTS (
            SELECT 1 FROM page_revisits AS r WHERE r."ArticleId" = a."Id" AND (r."NextAt" IS NOT NULL OR r."Looks" > 0))
        """);

    /// <summary>
    /// A list has let go of entries that it had the last time, while newer and older ones still stand: their pages are asked at once
    /// whether the articles are gone.
    /// </summary>
    /// <param name="source">Whose list it is.</param>
    /// <param name="state">With what it lists now.</param>
    /// <param name="before">What it listed the last time, see <see cref="SourceState.Listed"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task NoteDroppedAsync(Source source, SourceState state, string? before, CancellationToken cancellationToken)
    {
        if (before is null || state.Listed is not { } listed || !ListedArticles.AnyLeft(before, listed))
            return;
        var pages = await work.Articles.Articles
            .Where(a => a.SourceId == source.Id && a.TextIsOfPage && a.WithdrawnAt == null && a.Url != null)
            .OrderByDescending(a => a.SortAt).ThenByDescending(a => a.Id).Take(MostListed)
            .Select(a => new { a.Id, Url = a.Url! }).ToListAsync(cancellationToken);
        var stands = pages.ConvertAll(p => ListedArticles.Contains(listed, p.Url));
        var (newest, oldest) = (stands.IndexOf(true), stands.LastIndexOf(true));
        var dropped = pages.Where(
            (p, place) => place > newest && place < oldest && !stands[place] && ListedArticles.Contains(before, p.Url))
            .Select(p => p.Id).ToList();
        // A list that suddenly shows much less says nothing of single articles.
        if (newest < 0 || dropped.Count == 0 || dropped.Count * 2 > stands.Count(s => s))
            return;
        var now = time.GetUtcNow();
        await work.States.BringForwardAsync(source.Id, dropped, now, cancellationToken);
        state.SchedulePages(now);
    }
}
