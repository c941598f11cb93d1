using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles.Reading;

/// <summary>A section of the archive that no new article can enter.</summary>
/// <param name="Articles">The articles, newest first.</param>
/// <param name="OlderBefore">The cursor of the previous, older section; null if there is none.</param>
/// <param name="NewerBefore">The cursor of the next, newer section; null if that is not complete yet.</param>
public sealed record ArchivePage(IReadOnlyList<Article> Articles, long? OlderBefore, long? NewerBefore);

/// <summary>
/// Divides all articles of a filter into permanent sections: in the order of discovery, after each article whose number is a
/// multiple of <see cref="Width"/>. Each holds some dozens, whatever the filter, and pruning the oldest moves none. Scoped, like
/// its context.
/// </summary>
public sealed class ArticleArchive(ArticlesDb db, ArticleReader articles)
{
    private const int Width = 64;
    private const int Most = 1000;

    /// <summary>Returns the section that ends before a cursor; null for an invalid cursor.</summary>
    public async Task<ArchivePage?> BeforeAsync(ArticleFilter filter, long before, CancellationToken cancellationToken)
    {
        // The section after the newest article is still being written.
        if (before < 2 || !await db.Articles.AnyAsync(a => a.Id >= before - 1, cancellationToken))
            return null;
        var from = await BoundaryBelowAsync(filter, before, cancellationToken);
        var held = await articles.Shown(filter)
            .Where(a => a.Id >= from && a.Id < before)
            .OrderByDescending(a => a.SortAt).ThenByDescending(a => a.Id)
            .Take(Most)
            .Include(a => a.Categories)
            .AsNoTracking().AsSplitQuery()
            .ToListAsync(cancellationToken);
        var newer = await articles.Matching(filter).Where(a => a.Id > before && a.Id % Width == 0)
            .MinAsync(a => (long?)a.Id, cancellationToken);
        return new ArchivePage(held, await OlderAsync(filter, from, cancellationToken), newer);
    }

    /// <summary>Returns the cursor that continues a list of the newest articles without a gap; null at the end.</summary>
    public async Task<long?> OlderThanAsync(ArticleFilter filter, IReadOnlyCollection<Article> newest, CancellationToken cancellationToken)
    {
        var boundary = await BoundaryBelowAsync(filter, long.MaxValue, cancellationToken);
        var ids = await articles.Shown(filter).Where(a => a.Id >= boundary).OrderByDescending(a => a.Id).Take(Most).Select(a => a.Id)
            .ToListAsync(cancellationToken);
        var known = newest.Select(a => a.Id).ToHashSet();
        foreach (var id in ids)
        {
            // For an article that was discovered recently but published long ago, a section that ends with it closes the gap.
            if (!known.Contains(id))
                return id + 1;
        }

        return await OlderAsync(filter, boundary, cancellationToken);
    }

    private async Task<long> BoundaryBelowAsync(ArticleFilter filter, long before, CancellationToken cancellationToken) =>
        await articles.Matching(filter).Where(a => a.Id < before && a.Id % Width == 0).MaxAsync(a => (long?)a.Id, cancellationToken) ?? 0;

    private async Task<long?> OlderAsync(ArticleFilter filter, long from, CancellationToken cancellationToken) =>
        from > 0 && await articles.Shown(filter).AnyAsync(a => a.Id < from, cancellationToken) ? from : null;
}
