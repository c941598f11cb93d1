using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>
/// Deletes listed pages that were settled long ago, and the list texts about missing people who were found and whose pages are no
/// longer visited.
/// </summary>
public sealed partial class ListedPageRetention(IServiceScopeFactory scopes, TimeProvider time, ILogger<ListedPageRetention> logger)
{
    /// <summary>A settled page is known by its article, so its record can be deleted after this time.</summary>
    private static readonly TimeSpan KeepSettled = TimeSpan.FromDays(7);

    /// <summary>A process that was stopped for longer finds these pages among the settled ones.</summary>
    private static readonly TimeSpan KeepFound = TimeSpan.FromDays(7);

    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var states = scope.ServiceProvider.GetRequiredService<IngestionDb>();
        var now = time.GetUtcNow();
        var pruned = await states.ListedPages.Where(p => p.Settled && p.ListedAt < now - KeepSettled).ExecuteDeleteAsync(cancellationToken);
        if (pruned > 0)
            LogPruned(pruned);
        var forgotten = await scope.ServiceProvider.GetRequiredService<ArticlesDb>().Articles.AsNoTracking()
            .Where(a => a.ForgottenAt > now - KeepFound).Select(a => new { a.Id, a.SourceId, a.Identity }).ToListAsync(cancellationToken);
        foreach (var article in forgotten)
        {
            await states.ListedPages.Where(p => p.SourceId == article.SourceId && p.Key == article.Identity)
                .ExecuteDeleteAsync(cancellationToken);
            await states.PageRevisits.Where(r => r.ArticleId == article.Id && r.NextAt != null)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.NextAt, (DateTimeOffset?)null), cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Pruned {PageCount} settled pages")]
    private partial void LogPruned(int pageCount);
}
