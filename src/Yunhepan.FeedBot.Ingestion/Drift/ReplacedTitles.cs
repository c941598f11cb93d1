using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>
/// Detects a document that gives most known articles wholly other titles, under their guids or with their dates: it is in another
/// language or a broken encoding. A publisher does not correct all headlines at once.
/// </summary>
internal static class ReplacedTitles
{
    private const int Several = 3;

    /// <summary>Below this similarity two titles have nothing in common.</summary>
    private const double Unlike = 0.2;

    /// <returns>The evidence; null if there is none.</returns>
    public static async Task<string?> FindAsync(
        ArticlesDb db, string sourceId, List<ArticleDraft> wanted, List<ArticleDraft> fresh, CancellationToken cancellationToken)
    {
        var known = wanted.Except(fresh).DistinctBy(ArticleIdentity.Derive).ToDictionary(ArticleIdentity.Derive);
        if (known.Count < Several)
            return null;
        var keys = known.Keys.ToArray();
        // The title of a page may always have differed from that of its entry.
        var stored = await db.Articles
            .Where(a => a.SourceId == sourceId && keys.Contains(a.Identity) && a.WithdrawnAt == null && !a.TextIsOfPage)
            .Select(a => new { a.Identity, a.Title, a.PublishedAt, a.PublishedOffsetMinutes }).ToListAsync(cancellationToken);
        var replaced = stored.Where(a => known[a.Identity] is var item && a.Title != item.Title
            && (ArticleIdentity.KindOf(a.Identity) == IdentityKind.StatedGuid
                || IsSameTime(item.PublishedAt, a.PublishedAt, a.PublishedOffsetMinutes))
            && StoryComparison.Similarity(TextUnits.Split(a.Title), TextUnits.Split(item.Title)) < Unlike).ToList();
        return replaced.Count >= Several && replaced.Count * 2 > stored.Count
            ? $"{replaced.Count} of {stored.Count} known articles have wholly other titles: "
                + $"\"{known[replaced[0].Identity].Title}\" in place of \"{replaced[0].Title}\""
            : null;
    }

    /// <summary>Compares what the clock showed, because a document in another language may be read in another zone.</summary>
    private static bool IsSameTime(DateTimeOffset? now, DateTimeOffset? before, int minutes) =>
        now is { } at && before is { } stored && at.DateTime == stored.ToOffset(TimeSpan.FromMinutes(minutes)).DateTime;
}
