using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles.Reading;

/// <summary>A part of the list of a filter's articles, newest first.</summary>
/// <param name="OlderBefore">The article after which the next part begins; null at the end.</param>
/// <param name="HasNewer">True if there are newer articles.</param>
/// <param name="NewerBefore">The article after which the part with these begins; null for the beginning of the list.</param>
/// <param name="Newer">The number of newer articles; null if they are too many to count.</param>
public sealed record ArticleListPart(
    IReadOnlyList<Article> Articles, long? OlderBefore, bool HasNewer = false, long? NewerBefore = null, int? Newer = 0);

/// <summary>
/// Reads lists in parts. A part begins after an article and not after a number of them, so that nothing is skipped when new ones
/// arrive in the meantime, and the last part is read as fast as the first. Scoped, like its context.
/// </summary>
public sealed class ArticleLists(ArticlesDb db, ArticleReader articles)
{
    /// <summary>The most newer articles that are counted.</summary>
    public const int MostCounted = 10_000;

    /// <param name="before">The article after which the part begins; null for the newest.</param>
    /// <returns>The part; null if there is no such article.</returns>
    public async Task<ArticleListPart?> ReadAsync(ArticleFilter filter, long? before, int count, CancellationToken cancellationToken)
    {
        // One more shows whether there are older ones.
        if (before is not { } id)
            return Part(await articles.LatestAsync(filter, count + 1, cancellationToken), count);
        // It may have been withdrawn since, or filed elsewhere: its place in time is what counts.
        if (await db.Articles.Where(a => a.Id == id && !a.IsUnlisted).Select(a => (DateTimeOffset?)a.SortAt)
            .SingleOrDefaultAsync(cancellationToken) is not { } at)
            return null;
        var older = await articles.Shown(filter).Where(a => a.SortAt <= at && (a.SortAt < at || a.Id < id))
            .OrderByDescending(a => a.SortAt).ThenByDescending(a => a.Id).Take(count + 1)
            .Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .AsNoTracking().AsSplitQuery().ToListAsync(cancellationToken);
        var newer = articles.Shown(filter).Where(a => a.SortAt >= at && (a.SortAt > at || a.Id >= id));
        var counted = await newer.Take(MostCounted + 1).CountAsync(cancellationToken);
        return Part(older, count) with
        {
            HasNewer = counted > 0,
            NewerBefore = await newer.OrderBy(a => a.SortAt).ThenBy(a => a.Id).Skip(count).Select(a => (long?)a.Id)
                .FirstOrDefaultAsync(cancellationToken),
            Newer = counted > MostCounted ? null : counted,
        };
    }

    private static ArticleListPart Part(IReadOnlyList<Article> read, int count) =>
        new([.. read.Take(count)], read.Count > count ? read[count - 1].Id : null);
}
