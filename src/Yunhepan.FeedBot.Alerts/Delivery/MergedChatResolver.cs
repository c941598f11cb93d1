using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>Finds the chats that deliveries are for now, where chats were merged meanwhile.</summary>
internal static class MergedChatResolver
{
    /// <summary>Returns deliveries with the chats as they are now: a chat must not get one thing under two numbers at once.</summary>
    public static async Task<IReadOnlyList<PendingDelivery>> AsTheyAreAsync(AlertsDb db, IReadOnlyList<PendingDelivery> deliveries,
        CancellationToken cancellationToken)
    {
        if (deliveries.Count == 0)
            return deliveries;
        var ids = deliveries.Select(p => p.Subscriber.Id).ToArray();
        var merged = await db.MergedChats.AsNoTracking().Where(m => ids.Contains(m.Id))
            .Join(db.Subscribers.AsNoTracking(), m => m.Into, s => s.Id, (m, s) => new { m.Id, Chat = s })
            .ToDictionaryAsync(m => m.Id, m => m.Chat, cancellationToken);
        return merged.Count == 0 ? deliveries
            : [.. deliveries.Select(p => merged.TryGetValue(p.Subscriber.Id, out var chat) ? p with { Subscriber = chat } : p)];
    }
}
