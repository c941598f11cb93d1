using Microsoft.EntityFrameworkCore.Storage;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>The changes of one scope: articles and the states of their sources, saved in one transaction.</summary>
public sealed class IngestionWork(ArticlesDb articles, IngestionDb states)
{
    public ArticlesDb Articles { get; } = articles;

    public IngestionDb States { get; } = states;

    /// <summary>Saves the changes that both contexts track.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (!Articles.ChangeTracker.HasChanges())
        {
            await States.SaveChangesAsync(cancellationToken);
            return;
        }

        await using var transaction = await Articles.Database.BeginTransactionAsync(cancellationToken);
        await Articles.SaveChangesAsync(cancellationToken);
        await States.SaveWithinAsync(transaction.GetDbTransaction(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
