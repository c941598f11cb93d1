using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Tells when the first chats received an article. Scoped, like its context.</summary>
public sealed class FirstSends(AlertsDb db)
{
    /// <summary>A fan-out goes through the chats in order, so that the first ones show when it began.</summary>
    private const int MostRead = 200;

    /// <summary>Returns the time of the first send to the first chats; null if the article did not alert or reached none of them.</summary>
    public async Task<DateTimeOffset?> FindAsync(long articleId, CancellationToken cancellationToken)
    {
        var alert = await db.Alerts.Where(a => a.ArticleId == articleId && a.Kind == AlertKind.New)
            .OrderBy(a => a.Revision).Select(a => (long?)a.Revision).FirstOrDefaultAsync(cancellationToken);
        if (alert is not { } revision)
            return null;
        var first = await db.Receipts.AsNoTracking().Where(r => r.AlertRevision == revision).OrderBy(r => r.SubscriberId).Take(MostRead)
            .Select(r => new { r.Outcome, r.SentAt }).ToListAsync(cancellationToken);
        return first.Where(r => r.Outcome == DeliveryOutcome.Sent).Select(r => (DateTimeOffset?)r.SentAt).Min();
    }
}
