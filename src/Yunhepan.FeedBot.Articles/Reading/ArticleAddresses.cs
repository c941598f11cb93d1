using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles.Reading;

/// <summary>An article that search engines may know.</summary>
/// <param name="ChangedAt">When anything about it changed that readers see.</param>
public sealed record ArticleAddress(long Id, Guid PublicId, DateTimeOffset ChangedAt);

/// <summary>The last change among the articles of one part.</summary>
public sealed record PartChange(long Part, long Revision, DateTimeOffset At);

/// <summary>
/// Lists all articles for search engines, in parts by their numbers: an article never changes its part, and no part is read as a
/// whole. Scoped, like its context.
/// </summary>
public sealed class ArticleAddresses(ArticlesDb db)
{
    /// <summary>The most articles of one part.</summary>
    public const int Width = 10_000;

    private const int Batch = 1000;

    /// <summary>Returns the last change of each part in which anything changed after a revision.</summary>
    public async Task<IReadOnlyList<PartChange>> ChangesAsync(long after, CancellationToken cancellationToken)
    {
        var last = await db.Revisions.Where(r => r.Number > after).GroupBy(r => r.ArticleId / Width)
            .Select(part => new { Part = part.Key, Revision = part.Max(r => r.Number) }).ToListAsync(cancellationToken);
        List<PartChange> changes = [];
        foreach (var some in last.Chunk(Batch))
        {
            var numbers = some.Select(p => p.Revision).ToArray();
            var times = await db.Revisions.Where(r => numbers.Contains(r.Number))
                .ToDictionaryAsync(r => r.Number, r => r.At, cancellationToken);
            changes.AddRange(some.Select(p => new PartChange(p.Part, p.Revision, times[p.Revision])));
        }

        return changes;
    }

    /// <summary>Returns true if a part contains an article that search engines may know.</summary>
    public Task<bool> HasAnyAsync(long part, CancellationToken cancellationToken) =>
        Known.AnyAsync(a => a.Id >= part * Width && a.Id < (part + 1) * Width, cancellationToken);

    /// <summary>Reads the articles of a part in small batches, so that a slow client holds no transaction open.</summary>
    public async IAsyncEnumerable<ArticleAddress> ReadAsync(long part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, end) = (part * Width, (part + 1) * Width);
        while (true)
        {
            var batch = await Known.Where(a => a.Id >= from && a.Id < end).OrderBy(a => a.Id).Take(Batch)
                .Join(db.Revisions, a => a.Revision, r => r.Number, (a, r) => new ArticleAddress(a.Id, a.PublicId, r.At))
                .ToListAsync(cancellationToken);
            foreach (var address in batch.OrderBy(a => a.Id))
                yield return address;
            if (batch.Count < Batch)
                yield break;
            from = batch.Max(a => a.Id) + 1;
        }
    }

    // Withdrawn ones are gone, unlisted ones belong to their followers, and a person who was found must be found no more.
    private IQueryable<Article> Known => db.Articles.Where(a => a.WithdrawnAt == null && !a.IsUnlisted && a.ForgottenAt == null);
}
