using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles.Log;

/// <summary>The log as later stages read it: each keeps the number of the last revision it has dealt with.</summary>
public sealed class RevisionLog(ArticlesDb db)
{
    /// <summary>Up to <paramref name="count"/> revisions after a number, in order, each with its article as it is now.</summary>
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

    /// <summary>How an article came into the log; null when retention has taken that.</summary>
    public Task<Revision?> FirstOfAsync(long articleId, CancellationToken cancellationToken) =>
        db.Revisions.AsNoTracking().Where(r => r.ArticleId == articleId).OrderBy(r => r.Number).FirstOrDefaultAsync(cancellationToken);

    /// <summary>What was to alert and came into the log in an interval, in order, each with its article as it is now.</summary>
    public async Task<IReadOnlyList<LoggedRevision>> AlertingBetweenAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        [.. (await db.Revisions.AsNoTracking()
            .Where(r => r.At >= from && r.At < to && r.Alerting && r.Kind != RevisionKind.Story).OrderBy(r => r.Number)
            .Join(db.Articles, r => r.ArticleId, a => a.Id, (r, a) => new { Revision = r, Article = a })
            .ToListAsync(cancellationToken))
            .Select(r => new LoggedRevision(r.Revision, r.Article))];

    /// <summary>The number of the newest revision; 0 when there is none.</summary>
    public async Task<long> HeadAsync(CancellationToken cancellationToken) =>
        await db.Revisions.MaxAsync(r => (long?)r.Number, cancellationToken) ?? 0;
}
