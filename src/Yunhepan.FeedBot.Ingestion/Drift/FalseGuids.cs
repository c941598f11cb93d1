using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>
/// Detects guids that count positions (0, 1, 2; item1, item2) and so name another article at each poll. The article that such a
/// guid named before is in the same document under its own link, or has nothing in common with the one it names now. In that case
/// the link identifies the item.
/// </summary>
internal static class FalseGuids
{
    public static async Task<List<ArticleDraft>> WithoutAsync(
        ArticlesDb db, IngestionDb states, string sourceId, List<ArticleDraft> items, CancellationToken cancellationToken)
    {
        var byKey = items.Where(IsNamedByGuid).ToDictionary(ArticleIdentity.Derive);
        if (byKey.Count == 0)
            return items;
        var keys = byKey.Keys.ToArray();
        var named = await db.Articles.Where(a => a.SourceId == sourceId && a.Url != null && keys.Contains(a.Identity))
            .Select(a => new { Key = a.Identity, Url = a.Url! }).ToListAsync(cancellationToken);
        var noted = await states.ListedPages.Where(p => p.SourceId == sourceId && keys.Contains(p.Key)).ToListAsync(cancellationToken);
        // Most guids are correct: if the link is the same, no further check is needed.
        var elsewhere = named.Where(a => IsElsewhere(a.Url, byKey[a.Key])).ToDictionary(a => a.Key, a => a.Url);
        var pages = noted.Where(p => IsElsewhere(p.Url, byKey[p.Key])).ToDictionary(p => p.Key);
        if (elsewhere.Count == 0 && pages.Count == 0)
            return items;
        var there = items.Select(i => i.Url).OfType<string>().Select(FoldedUrl.Fold).ToHashSet(StringComparer.Ordinal);
        var asked = elsewhere.Keys.ToArray();
        var stored = await db.Articles.AsNoTracking().Where(a => a.SourceId == sourceId && asked.Contains(a.Identity))
            .ToDictionaryAsync(a => a.Identity, IdentityEvidence.From, cancellationToken);
        bool IsFalse(string key, ArticleDraft item)
        {
            var known = stored.GetValueOrDefault(key)
                ?? (pages.TryGetValue(key, out var page) ? IdentityEvidence.From(key, page.ReadDraft()) : null);
            return known is not null
                && !IdentityComparison.Compare(
                    IdentityEvidence.From(key, item), known, standBeside: known.Link is { } link && there.Contains(link)).Same;
        }

        return [.. items.Select(i => IsNamedByGuid(i) && IsFalse(ArticleIdentity.Derive(i), i) ? i with { Id = null } : i)
            .DistinctBy(ArticleIdentity.Derive)];
    }

    private static bool IsNamedByGuid(ArticleDraft item) => item is { Url: not null, SharesLink: false, Distinction: null }
        && ArticleIdentity.KindOf(ArticleIdentity.Derive(item)) == IdentityKind.StatedGuid;

    private static bool IsElsewhere(string url, ArticleDraft item) => FoldedUrl.Fold(url) != FoldedUrl.Fold(item.Url!);
}
