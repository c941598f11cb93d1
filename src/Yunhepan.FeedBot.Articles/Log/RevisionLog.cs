using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles.Log;

/// <summary>Reads the log for later stages: each keeps the number of the last revision it has processed.</summary>
public sealed class RevisionLog(ArticlesDb db)
{
    /// <summary>
    /// Returns up to <paramref name="count"/> revisions after a number, in order, each with the current state of its article.
    /// </summary>
    public async Task<IReadOnlyList<LoggedRevision>> ReadAfterAsync(long number, int count, CancellationToken cancellationToken)
    {
        var revisions = await db.Revisions.AsNoTracking()
            .Where(r => r.Number > number).OrderBy(r => r.Number).Take(count)
            .ToListAsync(cancellationToken);
        var ids = revisions.Select(r => r.ArticleId).Distinct().ToArray();
        var articles = await db.Articles.AsNoTracking().Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => ids.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, cancellationToken);
        return [.. revisions.Select(r => new LoggedRevision(r, articles[r.ArticleId]))];
    }

    /// <summary>The number of the article that a revision is of; null when there is no such revision (any more).</summary>
    public Task<long?> ArticleOfAsync(long number, CancellationToken cancellationToken) =>
        db.Revisions.Where(r => r.Number == number).Select(r => (long?)r.ArticleId).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Returns the first revision of an article; null if retention has removed it.</summary>
    public Task<Revision?> FirstOfAsync(long articleId, CancellationToken cancellationToken) =>
        db.Revisions.AsNoTracking().Where(r => r.ArticleId == articleId).OrderBy(r => r.Number).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Returns the alerting revisions of an interval, in order, each with the current state of its article.</summary>
    public async Task<IReadOnlyList<LoggedRevision>> AlertingBetweenAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        [.. (await db.Revisions.AsNoTracking()
            .Where(r => r.At >= from && r.At < to && r.Alerting && r.Kind != RevisionKind.Story).OrderBy(r => r.Number)
            .Join(db.Articles, r => r.ArticleId, a => a.Id, (r, a) => new { Revision = r, Article = a })
            .ToListAsync(cancellationToken))
            .Select(r => new LoggedRevision(r.Revision, r.Article))];

    /// <summary>Returns the number of the newest revision; 0 if there is none.</summary>
    public async Task<long> HeadAsync(CancellationToken cancellationToken) =>
        await db.Revisions.MaxAsync(r => (long?)r.Number, cancellationToken) ?? 0;
}
