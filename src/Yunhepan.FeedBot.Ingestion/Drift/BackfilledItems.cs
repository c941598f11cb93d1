using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>
/// Finds entries that slid into a document. A document shows a window of what its source has, so when an entry is removed, an
/// older one appears at its end: unknown to us, but not news. It is below all known entries, and its date is old if it has one.
/// </summary>
internal static class BackfilledItems
{
    private const int Many = 3;

    private static readonly TimeSpan Batch = TimeSpan.FromSeconds(1);

    /// <param name="newestFirst">All wanted items of the document.</param>
    /// <param name="fresh">Those of them that are new.</param>
    /// <param name="itemsBefore">How many items the document had the last time.</param>
    /// <param name="firstSuccess">The first success of the source; an unlisted item published before it is older than what we
    /// know.</param>
    /// <param name="items">How many items the document has now.</param>
    public static async Task<IReadOnlySet<ArticleDraft>> FindAsync(
        ArticlesDb db, IngestionDb states, string sourceId, List<ArticleDraft> newestFirst, IReadOnlySet<ArticleDraft> fresh,
        int itemsBefore, DateTimeOffset firstSuccess, int items,
        CancellationToken cancellationToken)
    {
        var below = newestFirst.Count - 1 - newestFirst.FindLastIndex(i => !fresh.Contains(i));
        if (below == 0 || below == newestFirst.Count)
            return new HashSet<ArticleDraft>();
        var known = newestFirst.Count - fresh.Count;
        var candidates = newestFirst.TakeLast(below).ToList();
        var numbers = AddressNumbers.Find([.. newestFirst.Where(i => !fresh.Contains(i)).Select(i => i.Url ?? "")]);
        var growth = below <= known && candidates.Exists(i => Precedes(i, firstSuccess, numbers) is null)
            ? await GrowthAsync(db, states, sourceId, newestFirst, fresh, cancellationToken) : 0;
        var left = itemsBefore - (items - fresh.Count);
        // If few listed items are known, the window has moved: old entries that stay on top are pinned. If many appear while none
        // has left, the window has grown.
        var undatedToo = below <= known
            && (growth < 0 || growth == 0 && (left >= below || left <= 0 && below >= Many && below * 2 >= known));
        return candidates.Where(i => Precedes(i, firstSuccess, numbers) ?? undatedToo).ToHashSet();
    }

    /// <summary>
    /// Returns whether the item was published before the moment; null if neither its date nor its number shows it.
    /// </summary>
    private static bool? Precedes(ArticleDraft item, DateTimeOffset moment, AddressNumbers? known) => item.PublishedAt is not { } at
        ? known is not null && item.Url is { } url && AddressNumbers.NumberIn(url) < known.Lowest ? true : null
        : item.PublishedHasTime ? at <= moment
        : at.AddDays(1) <= moment ? true
        : at > moment ? false : null;

    /// <summary>
    /// Returns where the source's history shows that new entries appear: above zero at the end (the lower an entry, the later it
    /// was found), below zero at the top.
    /// </summary>
    private static async Task<int> GrowthAsync(
        ArticlesDb db, IngestionDb states, string sourceId, List<ArticleDraft> newestFirst, IReadOnlySet<ArticleDraft> fresh,
        CancellationToken cancellationToken)
    {
        var keys = newestFirst.Where(i => !fresh.Contains(i)).Select(ArticleIdentity.Derive).ToArray();
        var found = (await db.Articles.Where(a => a.SourceId == sourceId && keys.Contains(a.Identity))
            .Select(a => new { Key = a.Identity, At = a.FirstSeenAt }).ToListAsync(cancellationToken)).ToDictionary(a => a.Key, a => a.At);
        // Pages are read later than they are listed.
        foreach (
            var page in await states.ListedPages.Where(p => p.SourceId == sourceId && keys.Contains(p.Key))
            .Select(p => new { p.Key, p.ListedAt }).ToListAsync(cancellationToken))
            found[page.Key] = page.ListedAt;
        var times = keys.Where(found.ContainsKey).Select(k => found[k]).ToList();
        return times.Zip(times.Skip(1), (upper, lower) => lower - upper > Batch ? 1 : upper - lower > Batch ? -1 : 0).Sum();
    }
}
