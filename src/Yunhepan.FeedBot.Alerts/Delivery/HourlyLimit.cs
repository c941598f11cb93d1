using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>How many messages a chat wants in any hour: what comes beyond them is summed up when the hour has room again.</summary>
internal static class HourlyLimit
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>When the chat's next message may come; null: at once.</summary>
    public static async Task<DateTimeOffset?> FreeAtAsync(AlertsDb db, Subscriber chat, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (chat.MaxPerHour is not { } most)
            return null;
        var since = now - Hour;
        var sent = await db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == chat.Id && r.SentAt > since && r.Kind == AlertKind.New && r.MessageId != null
                && (r.Outcome == DeliveryOutcome.Sent || r.Outcome == DeliveryOutcome.Digested))
            .Select(r => new { r.MessageId, r.SentAt })
            .ToListAsync(cancellationToken);
        // A digest has a receipt for each of its articles.
        var moments = sent.GroupBy(r => r.MessageId, r => r.SentAt).Select(m => m.Min()).Order().ToList();
        return moments.Count < most ? null : moments[^most] + Hour;
    }
}
