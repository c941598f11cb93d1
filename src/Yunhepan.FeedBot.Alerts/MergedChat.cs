using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts;

/// <summary>A chat that became one with another: what is still under way for it is that one's.</summary>
public sealed class MergedChat
{
    /// <summary>The number it had.</summary>
    public long Id { get; init; }

    /// <summary>The number of the chat that it is now.</summary>
    public long Into { get; set; }

    public DateTimeOffset At { get; init; }
}

/// <summary>Where chats went that are no more under their number.</summary>
internal static class MergedChats
{
    /// <summary>Pieces in the air with the chats as they are now: a chat must not get one thing under two numbers at once.</summary>
    public static async Task<IReadOnlyList<OnePiece>> AsTheyAreAsync(AlertsDb db, IReadOnlyList<OnePiece> pieces, CancellationToken cancellationToken)
    {
        if (pieces.Count == 0)
            return pieces;
        var ids = pieces.Select(p => p.Subscriber.Id).ToArray();
        var merged = await db.MergedChats.AsNoTracking().Where(m => ids.Contains(m.Id))
            .Join(db.Subscribers.AsNoTracking(), m => m.Into, s => s.Id, (m, s) => new { m.Id, Chat = s })
            .ToDictionaryAsync(m => m.Id, m => m.Chat, cancellationToken);
        return merged.Count == 0 ? pieces : [.. pieces.Select(p => merged.TryGetValue(p.Subscriber.Id, out var chat) ? p with { Subscriber = chat } : p)];
    }

    /// <summary>What was put into the queue of a chat that is no more, while it was merged, goes to the one that it is now; without such a one it goes nowhere.</summary>
    public static async Task HandOverAsync(AlertsDb db, long subscriberId, CancellationToken cancellationToken)
    {
        if (await db.MergedChats.Where(m => m.Id == subscriberId).Select(m => (long?)m.Into).SingleOrDefaultAsync(cancellationToken) is { } into)
            await MoveDeferredAsync(db, subscriberId, into, cancellationToken);
        await db.Deferred.Where(d => d.SubscriberId == subscriberId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>What waits for one chat waits for another, unless that has it or waits for it itself.</summary>
    public static Task<int> MoveDeferredAsync(AlertsDb db, long from, long into, CancellationToken cancellationToken) =>
        db.Deferred
            .Where(d => d.SubscriberId == from
                && !db.Deferred.Any(t => t.SubscriberId == into && t.AlertRevision == d.AlertRevision)
                && !db.Receipts.Any(t => t.SubscriberId == into && t.AlertRevision == d.AlertRevision))
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.SubscriberId, into), cancellationToken);
}
