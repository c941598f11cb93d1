using Microsoft.EntityFrameworkCore.Storage;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>What is changed in one scope: articles and the states of their sources, saved in one transaction.</summary>
public sealed class IngestionWork(ArticlesDb articles, IngestionDb states)
{
    /// <summary>Saves what both contexts track.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (!articles.ChangeTracker.HasChanges())
        {
            await states.SaveChangesAsync(cancellationToken);
            return;
        }

        await using var transaction = await articles.Database.BeginTransactionAsync(cancellationToken);
        await articles.SaveChangesAsync(cancellationToken);
        await states.SaveWithinAsync(transaction.GetDbTransaction(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
