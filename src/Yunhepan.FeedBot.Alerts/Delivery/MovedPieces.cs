using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>Finds the chats that pieces are for now, where chats were merged meanwhile.</summary>
internal static class MovedPieces
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
}
