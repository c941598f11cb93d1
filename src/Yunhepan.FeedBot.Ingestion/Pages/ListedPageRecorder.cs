using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>
/// Records which pages behind a source must be read: those that a list links to, and those of articles that a list or feed no
/// longer contains.
/// </summary>
public sealed class ListedPageRecorder(IngestionWork work, TimeProvider time)
{
    /// <summary>The number of newest articles that are searched for one that its list no longer contains.</summary>
    private const int MostListed = 300;

    /// <summary>From this similarity the list and the page call the article by one title.</summary>
    private const double LikeTitle = 0.6;

    /// <summary>
    /// Records unknown pages, and known ones that the list now names differently and that must be revisited; the caller's next
    /// save stores the records.
    /// </summary>
    /// <param name="source">The source of the pages.</param>
    /// <param name="listed">What the source lists.</param>
    /// <param name="fresh">The unknown ones; others may be known under another spelling of their address.</param>
    /// <param name="alerts">Returns whether an entry is news.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>True if there is something to read now.</returns>
    public async Task<bool> NoteAsync(
        Source source, IReadOnlyList<ArticleDraft> listed, IReadOnlyList<ArticleDraft> fresh, Func<ArticleDraft, bool> alerts,
        CancellationToken cancellationToken)
    {
        var items = listed.ToDictionary(ArticleIdentity.Derive);
        var keys = items.Keys.ToArray();
        // A page that is already recorded under an unreliable guid is read only once.
        var urls = items.Values.Select(i => i.Url!).ToArray();
        var noted = await work.States.ListedPages.Where(p => p.SourceId == source.Id
            && (keys.Contains(p.Key) || !p.Settled && urls.Contains(p.Url))).ToListAsync(cancellationToken);
        var any = await RenoteAsync(source, noted, items, cancellationToken);
        var stored = await work.Articles.Articles.Where(a => a.SourceId == source.Id && keys.Contains(a.Identity)).Select(a => a.Identity)
            .ToListAsync(cancellationToken);
        List<KeyValuePair<string, ArticleDraft>> unknown =
        [
            .. items.ExceptBy(noted.Select(p => p.Key).Concat(stored), i => i.Key).Where(i => !noted.Exists(p => p.IsOf(i.Value))),
        ];
        var isFresh = fresh.ToHashSet<object>(ReferenceEqualityComparer.Instance);
        var spelled = await SpelledAnewAsync(source, [.. unknown.Select(i => i.Value).Where(i => !isFresh.Contains(i))], cancellationToken);
        any |= await RenoteSpelledAsync(source, spelled, cancellationToken);
        var (now, place) = (time.GetUtcNow(), 0);
        foreach (var (key, item) in unknown.Where(i => !spelled.ContainsKey(i.Value)))
        {
            work.States.ListedPages.Add(new ListedPage(item, due: now)
            {
                SourceId = source.Id,
                Key = key,
                // This keeps the order of the list, whose first entry is the newest.
                ListedAt = now.AddMilliseconds(-place++),
                Silent = !alerts(item),
            });
        }

        return any || place > 0;
    }

    /// <summary>
    /// Returns the entries that are stored under another spelling of their address with such a title, and their identities: some sites
    /// put the time of the visit into their links, so that each poll lists other addresses.
    /// </summary>
    internal async Task<Dictionary<ArticleDraft, string>> SpelledAnewAsync(
        Source source, IReadOnlyCollection<ArticleDraft> known, CancellationToken cancellationToken)
    {
        var hashes = known.Select(i => ArticleKeys.OfLink(source.Id, FoldedUrl.Fold(i.Url!))).Distinct().ToArray();
        Dictionary<ArticleDraft, string> spelled = new(ReferenceEqualityComparer.Instance);
        if (hashes.Length == 0)
            return spelled;
        var ids = work.Articles.Keys.Where(k => hashes.Contains(k.Hash)).Select(k => k.ArticleId);
        var stored = (await work.Articles.Articles.AsNoTracking().Where(a => a.SourceId == source.Id && ids.Contains(a.Id))
            .OrderByDescending(a => a.Id).Take(2 * known.Count).ToListAsync(cancellationToken))
            .Select(IdentityEvidence.From).ToLookup(e => e.Link);
        foreach (var item in known)
        {
            var offered = IdentityEvidence.From("", item);
            if (stored[offered.Link].FirstOrDefault(
                e => StoryComparison.Similarity(TextUnits.Split(e.Title), TextUnits.Split(item.Title)) >= LikeTitle
                    && !Reissue.MayBe(offered, e)) is { } same)
                spelled[item] = same.Identity;
        }

        return spelled;
    }

    /// <summary>Records that the list names such an entry differently, as under its own address.</summary>
    private async Task<bool> RenoteSpelledAsync(
        Source source, Dictionary<ArticleDraft, string> spelled, CancellationToken cancellationToken)
    {
        var keys = spelled.Values.Distinct().ToArray();
        var noted = keys.Length == 0 ? []
            : await work.States.ListedPages.Where(p => p.SourceId == source.Id && keys.Contains(p.Key)).ToListAsync(cancellationToken);
        return await RenoteAsync(
            source, noted, spelled.GroupBy(s => s.Value).ToDictionary(g => g.Key, g => g.First().Key), cancellationToken);
    }

    private async Task<bool> RenoteAsync(
        Source source, List<ListedPage> noted, Dictionary<string, ArticleDraft> items, CancellationToken cancellationToken)
    {
        List<string> renamed = [];
        foreach (var page in noted.Where(
            p => items.TryGetValue(p.Key, out var item) && NamesAnew(p, item)))
        {
            page.Relist(items[page.Key]);
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
    /// Returns true if the list gives the page another title, or gives a warning another date, so that it may be another one.
    /// </summary>
    private static bool NamesAnew(ListedPage page, ArticleDraft item) => page.ReadDraft() is var before
        && (!TitleSubstance.Same(before.Title, item.Title)
            || Reissue.MayBe(IdentityEvidence.From(page.Key, item), IdentityEvidence.From(page.Key, before)));

    /// <summary>
    /// Records pages of vanished entries. A feed drops its oldest entries, so one that is missing while older ones remain was
    /// removed: its page is checked once.
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
            // Without dates, a later stored article counts as published later.
            var oldest = await work.Articles.Articles.Where(a => a.SourceId == source.Id && keys.Contains(a.Identity))
                .MinAsync(a => (long?)a.Id, cancellationToken);
            newer = newer.Where(a => a.Id > oldest);
        }

        // Neither stands for a page of its own.
        var (place, content) = (ArticleIdentity.PrefixOf(IdentityKind.Place), ArticleIdentity.PrefixOf(IdentityKind.Content));
        var vanished = await newer
            .Where(a => !a.TextIsOfPage && a.WithdrawnAt == null && a.Url != null
                && !keys.Contains(a.Identity)
                && !a.Identity.StartsWith(place) && !a.Identity.StartsWith(content))
            .OrderByDescending(a => a.SortAt).Take(listed.Count + 1)
            .Select(a => new { a.Id, Url = a.Url! }).ToListAsync(cancellationToken);
        // An article that has moved is listed under its new address.
        var links = listed.Where(i => i.Url is not null).Select(i => FoldedUrl.Fold(i.Url!)).ToHashSet(StringComparer.Ordinal);
        vanished.RemoveAll(a => links.Contains(FoldedUrl.Fold(a.Url)));
        // A feed that suddenly lists far fewer entries says nothing about single articles.
        if (vanished.Count == 0 || vanished.Count > Math.Max(1, listed.Count / 2))
            return;
        await work.States.BringForwardAsync(source.Id, vanished.ConvertAll(a => a.Id), time.GetUtcNow(), cancellationToken);
        state.SchedulePages(time.GetUtcNow());
    }

    /// <summary>
    /// Returns the articles of a source whose pages were never visited and have no planned visit. The two tables are in one
    /// database but in two contexts, so this query joins them in SQL.
    /// </summary>
    private IQueryable<Article> NeverLookedAt(Source source) => work.Articles.Articles.FromSql($"""
        SELECT a.* FROM articles AS a WHERE a."SourceId" = {source.Id} AND NOT EXISTS (
            SELECT 1 FROM page_revisits AS r WHERE r."ArticleId" = a."Id" AND (r."NextAt" IS NOT NULL OR r."Looks" > 0))
        """);

    /// <summary>
    /// Records pages of entries that a list had the last time and no longer has, while newer and older ones remain: they are
    /// checked at once for removal.
    /// </summary>
    /// <param name="source">The source of the list.</param>
    /// <param name="state">The state with the current list.</param>
    /// <param name="before">The previous list, see <see cref="SourceState.Listed"/>.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
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
        // A list that suddenly shows far fewer entries says nothing about single articles.
        if (newest < 0 || dropped.Count == 0 || dropped.Count * 2 > stands.Count(s => s))
            return;
        var now = time.GetUtcNow();
        await work.States.BringForwardAsync(source.Id, dropped, now, cancellationToken);
        state.SchedulePages(now);
    }
}
