using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>The deliveries of one alert, counted over all chats.</summary>
/// <param name="Outcomes">The receipts by outcome.</param>
/// <param name="Waiting">The waiting deliveries by reason.</param>
internal sealed record DeliveryCounts(IReadOnlyDictionary<DeliveryOutcome, int> Outcomes, IReadOnlyDictionary<HoldKind, int> Waiting)
{
    public static async Task<DeliveryCounts> ReadAsync(AlertsDb db, long alert, CancellationToken cancellationToken) => new(
        await db.Receipts.Where(r => r.AlertRevision == alert)
            .GroupBy(r => r.Outcome).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken),
        await db.Deferred.Where(d => d.AlertRevision == alert)
            .GroupBy(d => d.Hold).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken));
}
