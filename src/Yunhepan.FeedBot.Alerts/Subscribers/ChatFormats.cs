using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>Stores how chats and their subscriptions want their messages to look. Scoped, like its context.</summary>
public sealed class ChatFormats(AlertsDb db)
{
    /// <summary>Returns the format by its number; the usual one if there is none.</summary>
    public async Task<MessageFormat> FindAsync(long? id, CancellationToken cancellationToken) =>
        id is { } number
        && await db.Formats.AsNoTracking().Where(f => f.Id == number).Select(f => f.Key).SingleOrDefaultAsync(cancellationToken) is { } key
            ? StoredFormat.Read(key) : MessageFormat.Usual;

    /// <summary>Sets the format of a chat, which is that of all subscriptions without their own.</summary>
    public async Task SetAsync(Subscriber chat, MessageFormat format, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var id = format == MessageFormat.Usual ? (long?)null : await IdOfAsync(format, cancellationToken);
        await db.Subscribers.Where(s => s.Id == chat.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.FormatId, id), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        chat.FormatId = id;
    }

    /// <summary>Sets the format of one subscription; null for that of its chat.</summary>
    public async Task SetAsync(Subscription row, MessageFormat? format, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var id = format is null ? (long?)null : await IdOfAsync(format, cancellationToken);
        await db.Subscriptions.Where(s => s.SubscriberId == row.SubscriberId && s.TopicKind == row.TopicKind && s.TopicId == row.TopicId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.FormatId, id), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        row.FormatId = id;
    }

    /// <summary>Sets whether the articles of a subscription arrive without a sound.</summary>
    public async Task SetSilentAsync(Subscription row, bool isSilent, CancellationToken cancellationToken)
    {
        await db.Subscriptions.Where(s => s.SubscriberId == row.SubscriberId && s.TopicKind == row.TopicKind && s.TopicId == row.TopicId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Silent, isSilent), cancellationToken);
        row.Silent = isSilent;
    }

    // Unused formats are pruned under the same lock.
    private async Task<long> IdOfAsync(MessageFormat format, CancellationToken cancellationToken)
    {
        await db.LockWordsAsync(cancellationToken);
        var key = StoredFormat.KeyOf(format);
        if (await db.Formats.AsNoTracking().Where(f => f.Key == key).Select(f => (long?)f.Id)
            .SingleOrDefaultAsync(cancellationToken) is { } known)
            return known;
        var row = new StoredFormat { Key = key };
        db.Formats.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        db.Entry(row).State = EntityState.Detached;
        return row.Id;
    }
}
