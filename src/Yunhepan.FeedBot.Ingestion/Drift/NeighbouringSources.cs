using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>
/// Detects the document of another source of the same site, which a cache gave out under the wrong address: the other source had
/// these articles already when this one was polled last, and did not list them. A source that shares most of its articles with
/// another, such as a choice of the best, has no such neighbour.
/// </summary>
internal static class NeighbouringSources
{
    private const int MostSources = 60;

    private const int MostLinks = 20;

    /// <returns>The source whose articles most of the new ones are; null if there is none.</returns>
    public static async Task<string?> FindAsync(
        ArticlesDb db, IngestionDb states, CatalogueSources sources, Source source, List<ArticleDraft> fresh, DateTimeOffset lastPoll,
        CancellationToken cancellationToken)
    {
        var links = fresh.Select(i => i.Url).OfType<string>().Take(MostLinks).Select(FoldedUrl.Fold).Distinct().ToList();
        if (links.Count < 2)
            return null;
        var site = AddressShape.SiteOf(source.Url);
        List<string> others = [.. (await states.SourceStates.Where(s => s.SourceId != source.Id && s.Url.Contains(site))
            .OrderBy(s => s.SourceId).Select(s => s.SourceId).ToListAsync(cancellationToken))
            .Where(id => MayHoldBack(sources.Find(id), source)).Take(MostSources)];
        var keys = others.SelectMany(other => links.Select(link => ArticleKeys.OfLink(other, link))).ToArray();
        if (keys.Length == 0)
            return null;
        var ids = db.Keys.Where(k => keys.Contains(k.Hash)).Select(k => k.ArticleId);
        var had = await db.Articles.Where(a => ids.Contains(a.Id) && others.Contains(a.SourceId) && a.FirstSeenAt < lastPoll)
            .GroupBy(a => a.SourceId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        return had.Find(h => h.Count * 2 > links.Count)?.Key is { } neighbour
            && !await SharesMostAsync(db, source.Id, neighbour, cancellationToken) ? neighbour : null;
    }

    /// <summary>Returns true for a source that is polled; what strangers added holds back nothing of the operator's.</summary>
    private static bool MayHoldBack(Source? other, Source source) => other is { Enabled: true } && (!other.IsAdded || source.IsAdded);

    private static async Task<bool> SharesMostAsync(ArticlesDb db, string id, string neighbour, CancellationToken cancellationToken)
    {
        var urls = await db.Articles.Where(a => a.SourceId == id && a.Url != null).OrderByDescending(a => a.Id).Take(MostLinks)
            .Select(a => a.Url!).ToListAsync(cancellationToken);
        var keys = urls.Select(url => ArticleKeys.OfLink(neighbour, FoldedUrl.Fold(url))).Distinct().ToArray();
        var shared = await db.Keys.Where(k => keys.Contains(k.Hash)).Select(k => k.Hash).Distinct().CountAsync(cancellationToken);
        return shared * 2 > keys.Length;
    }
}
