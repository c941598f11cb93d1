using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles;

/// <summary>Forgets listed pages that were settled long ago, and people who were sought and found. Articles and their log are kept: old items stay reachable.</summary>
public sealed partial class Retention(IServiceScopeFactory scopes, TimeProvider time, ILogger<Retention> logger)
{
    /// <summary>A settled page is known by its article afterwards, so its note may go.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromDays(7);

    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ArticlesDb>();
        var before = time.GetUtcNow() - Settled;
        var pruned = await db.ListedPages.Where(p => p.Settled && p.ListedAt < before).ExecuteDeleteAsync(cancellationToken);
        if (pruned > 0)
            LogPruned(pruned);
        await scope.ServiceProvider.GetRequiredService<Ending.PersonalData>().ForgetAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Pruned {PageCount} settled pages")]
    private partial void LogPruned(int pageCount);
}
