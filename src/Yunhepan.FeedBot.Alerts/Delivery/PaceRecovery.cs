using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>
/// Restores the pace of an account for a new owner of its lane: what the last owner sent still counts, and what it was told.
/// </summary>
internal static class PaceRecovery
{
    public static async Task RecoverAsync(
        LaneAccount account, LaneLease lease, IReadOnlyList<PendingDelivery> inFlight, AlertsDb db, CancellationToken cancellationToken)
    {
        var platform = account.Platform;
        if (lease.ParkedUntil is { } parked)
            account.Pace.ParkAccount(parked);
        if (platform.Limits == SendLimits.None)
            return;
        var since = account.Now - account.Pace.Remembers;
        var recent = db.Receipts.AsNoTracking()
            .Where(r => r.SentAt > since && (r.Outcome == DeliveryOutcome.Sent || r.Outcome == DeliveryOutcome.Digested))
            .Join(db.Subscribers, r => r.SubscriberId, s => s.Id, (r, s) => new { r.SentAt, r.Outcome, r.MessageId, Chat = s })
            .Where(r => r.Chat.Platform == platform.Platform && r.Chat.Account == platform.Account)
            .OrderBy(r => r.SentAt)
            .AsAsyncEnumerable();
        // Its own sends too, if this process had the lane before.
        account.Pace.Clear();
        HashSet<(long Chat, string? Message)> digests = [];
        await foreach (var sent in recent.WithCancellation(cancellationToken))
        {
            // A digest has a receipt for each of its articles.
            if (sent.Outcome != DeliveryOutcome.Digested || digests.Add((sent.Chat.Id, sent.MessageId)))
                account.Count(sent.Chat, sent.SentAt);
        }

        foreach (var delivery in inFlight)
            account.Count(delivery.Subscriber);
    }
}
