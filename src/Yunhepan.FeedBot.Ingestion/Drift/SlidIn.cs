using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>
/// A document shows a window of what its source has. When an entry is taken out, an older one slides in at its end: unknown to
/// us, and no news. It is known by standing below all that is known, and by its date where it has one.
/// </summary>
internal static class SlidIn
{
    private const int Many = 3;

    private static readonly TimeSpan Batch = TimeSpan.FromSeconds(1);

    /// <param name="newestFirst">All items of the document that are wanted.</param>
    /// <param name="fresh">Those of them that are new.</param>
    /// <param name="itemsBefore">How many items the document had the last time.</param>
    /// <param name="firstSuccess">What was published until then and not listed is older than what we know of the source.</param>
    /// <param name="items">How many items it has now.</param>
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
        // Where little is known of what is listed, the window was turned over: old entries that stay on top are pinned. Many at once
        // while nothing has left: the window has grown.
        var undatedToo = below <= known
            && (growth < 0 || growth == 0 && (left >= below || left <= 0 && below >= Many && below * 2 >= known));
        return candidates.Where(i => Precedes(i, firstSuccess, numbers) ?? undatedToo).ToHashSet();
    }

    /// <summary>Was it published before? Null where neither its date nor its number tells.</summary>
    private static bool? Precedes(ArticleDraft item, DateTimeOffset moment, AddressNumbers? known) => item.PublishedAt is not { } at
        ? known is not null && item.Url is { } url && AddressNumbers.NumberIn(url) < known.Lowest ? true : null
        : item.PublishedHasTime ? at <= moment
        : at.AddDays(1) <= moment ? true
        : at > moment ? false : null;

    /// <summary>
    /// Where its history says that what is new comes: above zero at its end, as the lower an entry stands, the later we found it; below
    /// zero on top.
    /// </summary>
    private static async Task<int> GrowthAsync(
        ArticlesDb db, IngestionDb states, string sourceId, List<ArticleDraft> newestFirst, IReadOnlySet<ArticleDraft> fresh,
        CancellationToken cancellationToken)
    {
        var keys = newestFirst.Where(i => !fresh.Contains(i)).Select(ArticleIdentity.Derive).ToArray();
        var found = (await db.Articles.Where(a => a.SourceId == sourceId && keys.Contains(a.Identity))
            .Select(a => new { Key = a.Identity, At = a.FirstSeenAt }).ToListAsync(cancellationToken)).ToDictionary(a => a.Key, a => a.At);
        // Pages are read later than they were listed.
        foreach (
            var page in await states.ListedPages.Where(p => p.SourceId == sourceId && keys.Contains(p.Key))
            .Select(p => new { p.Key, p.ListedAt }).ToListAsync(cancellationToken))
            found[page.Key] = page.ListedAt;
        var times = keys.Where(found.ContainsKey).Select(k => found[k]).ToList();
        return times.Zip(times.Skip(1), (upper, lower) => lower - upper > Batch ? 1 : upper - lower > Batch ? -1 : 0).Sum();
    }
}
