using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Tells when the first chat received an article. Scoped, like its context.</summary>
public sealed class FirstSends(AlertsDb db)
{
    /// <summary>The clock of the node that sent it may be behind that of the node that raised it.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Returns the earliest time at which a chat received the article; null if it did not alert, or reached no chat as far as is kept.
    /// </summary>
    public async Task<DateTimeOffset?> FindAsync(long articleId, CancellationToken cancellationToken)
    {
        var alert = await db.Alerts.AsNoTracking().Where(a => a.ArticleId == articleId && a.Kind == AlertKind.New)
            .OrderBy(a => a.Revision).Select(a => new { a.Revision, a.CreatedAt, a.SentToErasedAt }).FirstOrDefaultAsync(cancellationToken);
        if (alert is null)
            return null;
        var sent = db.Receipts.AsNoTracking().Where(r => r.AlertRevision == alert.Revision && r.Outcome == DeliveryOutcome.Sent);
        // Without this, an alert that reached nobody would read the receipts of all later ones.
        if (!await sent.AnyAsync(cancellationToken))
            return alert.SentToErasedAt;
        // The receipts of a fan-out may be a million, so they are read by the time from when it began.
        var from = alert.CreatedAt - ClockDifference;
        var first = await sent.Where(r => r.SentAt >= from).OrderBy(r => r.SentAt).Select(r => (DateTimeOffset?)r.SentAt)
            .FirstOrDefaultAsync(cancellationToken);
        return alert.SentToErasedAt < first || first is null ? alert.SentToErasedAt : first;
    }
}
