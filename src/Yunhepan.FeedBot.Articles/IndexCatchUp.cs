using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Stories;

namespace Yunhepan.FeedBot.Articles;

/// <summary>
/// Indexes what an older version stored: a few articles at a time, newest first, beside the service. Until then search does
/// not find them, and no repost joins them.
/// </summary>
public sealed partial class IndexCatchUp(IServiceScopeFactory scopes, ILogger<IndexCatchUp> logger)
{
    private const int BatchSize = 100;

    /// <returns>How many articles were indexed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        int done;
        do
        {
            done = await IndexBatchAsync(cancellationToken);
            total += done;
        }
        while (done == BatchSize);
        if (total > 0)
            LogIndexed(total);
        return total;
    }

    private async Task<int> IndexBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ArticlesDb>();
        var stories = scope.ServiceProvider.GetRequiredService<StoryJoiner>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockLogAsync(cancellationToken);
        // The literal, as the partial index is found by it.
        var waiting = await db.Articles
            .FromSqlRaw($"SELECT * FROM articles WHERE \"IndexVersion\" < {IndexEntry.Version}")
            .OrderByDescending(a => a.Id).Take(BatchSize)
            .ToListAsync(cancellationToken);
        await stories.IndexAsync(waiting, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return waiting.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Indexed {ArticleCount} articles that an older version stored")]
    private partial void LogIndexed(int articleCount);
}
