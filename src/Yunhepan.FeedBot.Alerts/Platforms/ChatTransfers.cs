using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Platforms;

/// <summary>Stores the links that take web chats to other devices. Each works once. Scoped, like its context.</summary>
public sealed class ChatTransfers(AlertsDb db, TimeProvider time)
{
    /// <summary>Stores a link. An earlier one of the same chat is no longer valid.</summary>
    public async Task AddAsync(ChatTransfer transfer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.ChatTransfers.Where(t => t.ChatId == transfer.ChatId || t.Until <= now).ExecuteDeleteAsync(cancellationToken);
        db.ChatTransfers.Add(transfer);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Uses a link up.</summary>
    /// <returns>Null if there is none, it is too old, or it was used.</returns>
    public async Task<ChatTransfer?> TakeAsync(string tokenHash, CancellationToken cancellationToken)
    {
        var found = await db.ChatTransfers.AsNoTracking().SingleOrDefaultAsync(t => t.TokenHash == tokenHash, cancellationToken);
        // Of several that come at once, one deletes it.
        return found is not null && await db.ChatTransfers.Where(t => t.TokenHash == tokenHash).ExecuteDeleteAsync(cancellationToken) == 1
            && found.Until > time.GetUtcNow() ? found : null;
    }
}
