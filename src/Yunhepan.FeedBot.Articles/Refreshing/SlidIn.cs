using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Sources;

namespace Yunhepan.FeedBot.Articles.Refreshing;

/// <summary>
/// A document shows a window of what its source has. When an entry is taken out, an older one slides in at its end: unknown to
/// us, and no news. It is known by standing below all that is known, and by its date where it has one.
/// </summary>
internal static class SlidIn
{
    private static readonly TimeSpan Batch = TimeSpan.FromSeconds(1);

    /// <param name="newestFirst">All items of the document that are wanted.</param>
    /// <param name="fresh">Those of them that are new.</param>
    /// <param name="itemsBefore">How many items the document had the last time.</param>
    /// <param name="firstSuccess">What was published until then and not listed is older than what we know of the source.</param>
    /// <param name="items">How many items it has now.</param>
    public static async Task<IReadOnlySet<SourceItem>> FindAsync(
        ArticlesDb db, string sourceId, List<SourceItem> newestFirst, IReadOnlySet<SourceItem> fresh, int itemsBefore, DateTimeOffset firstSuccess, int items,
        CancellationToken cancellationToken)
    {
        var below = newestFirst.Count - 1 - newestFirst.FindLastIndex(i => !fresh.Contains(i));
        // Where little is known of what is listed, the window was turned over: old entries that stay on top are pinned.
        if (below == 0 || below > newestFirst.Count - fresh.Count)
            return new HashSet<SourceItem>();
        var left = itemsBefore - (items - fresh.Count);
        var candidates = newestFirst.TakeLast(below).ToList();
        var undatedToo = left >= below && candidates.Exists(i => Precedes(i, firstSuccess) is null)
            && !await GrowsBelowAsync(db, sourceId, newestFirst, fresh, cancellationToken);
        return candidates.Where(i => Precedes(i, firstSuccess) ?? undatedToo).ToHashSet();
    }

    /// <summary>Was it published before? Null where its date does not tell.</summary>
    private static bool? Precedes(SourceItem item, DateTimeOffset moment) => item.PublishedAt is not { } at
        ? null
        : item.PublishedHasTime ? at <= moment
        : at.AddDays(1) <= moment ? true
        : at > moment ? false : null;

    /// <summary>Its history says that what is new comes last: the lower an entry stands, the later we found it.</summary>
    private static async Task<bool> GrowsBelowAsync(
        ArticlesDb db, string sourceId, List<SourceItem> newestFirst, IReadOnlySet<SourceItem> fresh, CancellationToken cancellationToken)
    {
        var keys = newestFirst.Where(i => !fresh.Contains(i)).Select(ArticleIdentity.Of).ToArray();
        var found = (await db.Articles.Where(a => a.SourceId == sourceId && keys.Contains(a.Identity))
            .Select(a => new { Key = a.Identity, At = a.FirstSeenAt }).ToListAsync(cancellationToken)).ToDictionary(a => a.Key, a => a.At);
        // Pages are read later than they were listed.
        foreach (var page in await db.ListedPages.Where(p => p.SourceId == sourceId && keys.Contains(p.Key)).Select(p => new { p.Key, p.ListedAt }).ToListAsync(cancellationToken))
            found[page.Key] = page.ListedAt;
        var times = keys.Where(found.ContainsKey).Select(k => found[k]).ToList();
        return times.Zip(times.Skip(1), (upper, lower) => lower - upper > Batch ? 1 : upper - lower > Batch ? -1 : 0).Sum() > 0;
    }
}
