using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Ledger;

/// <summary>Where chats went that are no more under their number.</summary>
internal static class MergedChats
{
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
