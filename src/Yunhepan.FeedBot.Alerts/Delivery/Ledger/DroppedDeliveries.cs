using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Ledger;

/// <summary>Strikes from what waits for a chat what is not to be sent any more, with receipts that say so.</summary>
internal static class DroppedDeliveries
{
    public const string Withdrawn = "the article was withdrawn before it was sent";
    public const string Over = "what it alerts of was over before it was sent";
    public const string WishesChanged = "no longer wanted when its turn came";
    public const string Gone = "the article was gone before it was sent";
    public const string Stopped = "the chat had stopped";

    /// <summary>Before the reason, where a message may have arrived all the same.</summary>
    public const string Doubt = "sent, but the answer never came; then: ";

    /// <param name="alerts">Each with the reason.</param>
    public static Task StrikeAsync(
        AlertsDb db, long subscriberId, IReadOnlyCollection<(Alert Alert, string Reason)> alerts, DateTimeOffset now, CancellationToken cancellationToken) =>
        StrikeAsync(db, subscriberId, alerts, DeliveryOutcome.Dropped, now, cancellationToken);

    /// <summary>The chat is not active any more: what waits for one that is closed becomes dead letters. One that comes back just now keeps all.</summary>
    public static async Task StrikeInactiveAsync(
        AlertsDb db, long subscriberId, IReadOnlyCollection<Alert> alerts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var chat = await db.Subscribers.AsNoTracking().Where(s => s.Id == subscriberId)
            .Select(s => new { s.State, s.StateReason }).SingleOrDefaultAsync(cancellationToken);
        switch (chat)
        {
            case null:
                await MergedChats.HandOverAsync(db, subscriberId, cancellationToken);
                break;
            case { State: SubscriberState.Unreachable }:
                await StrikeAsync(db, subscriberId, [.. alerts.Select(a => (a, chat.StateReason ?? ""))], DeliveryOutcome.Unreachable, now, cancellationToken);
                break;
            case { State: SubscriberState.Stopped }:
                await StrikeAsync(db, subscriberId, [.. alerts.Select(a => (a, Stopped))], DeliveryOutcome.Dropped, now, cancellationToken);
                break;
        }
    }

    private static async Task StrikeAsync(
        AlertsDb db, long subscriberId, IReadOnlyCollection<(Alert Alert, string Reason)> alerts, DeliveryOutcome outcome, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var revisions = alerts.Select(a => a.Alert.Revision).ToArray();
        var articles = alerts.Where(a => a.Alert.Kind == AlertKind.New).Select(a => a.Alert.ArticleId).ToArray();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var rows = await db.Deferred.AsNoTracking().Where(d => d.SubscriberId == subscriberId && revisions.Contains(d.AlertRevision))
            .ToDictionaryAsync(d => d.AlertRevision, cancellationToken);
        var known = await db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == subscriberId && (revisions.Contains(r.AlertRevision) || (r.Kind == AlertKind.New && articles.Contains(r.ArticleId))))
            .Select(r => new { r.AlertRevision, r.ArticleId, r.Kind }).ToListAsync(cancellationToken);
        var (settled, told) = (known.Select(r => r.AlertRevision).ToHashSet(), known.Where(r => r.Kind == AlertKind.New).Select(r => r.ArticleId).ToHashSet());
        await db.Deferred.Where(d => d.SubscriberId == subscriberId && revisions.Contains(d.AlertRevision)).ExecuteDeleteAsync(cancellationToken);
        db.Receipts.AddRange(alerts
            .Where(a => rows.ContainsKey(a.Alert.Revision) && !settled.Contains(a.Alert.Revision) && (a.Alert.Kind != AlertKind.New || told.Add(a.Alert.ArticleId)))
            .Select(a => (a.Alert, a.Reason, Doubt: rows[a.Alert.Revision].DoubtfulRevision))
            .Select(a => new Receipt
            {
                AlertRevision = a.Alert.Revision,
                SubscriberId = subscriberId,
                ArticleId = a.Alert.ArticleId,
                Kind = a.Alert.Kind,
                Outcome = a.Doubt is null ? outcome : DeliveryOutcome.InDoubt,
                ArticleRevision = a.Doubt,
                SentAt = now,
                Reason = a.Doubt is null ? a.Reason : Doubt + a.Reason,
                Topic = rows[a.Alert.Revision].Topic,
                Attempts = rows[a.Alert.Revision].Attempts,
                Held = rows[a.Alert.Revision].Hold,
                HeldAt = rows[a.Alert.Revision].CreatedAt,
            }));
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (alert, _) in alerts.Where(a => rows.TryGetValue(a.Alert.Revision, out var row) && row.DoubtfulRevision is not null))
            await CorrectAsync(db, rows[alert.Revision], alert, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    // Whoever may have read it hears what became of it since, as if it were known to be there.
    private static async Task CorrectAsync(AlertsDb db, DeferredDelivery row, Alert alert, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = await db.Alerts.AsNoTracking()
            .Where(a => a.ArticleId == alert.ArticleId && a.Revision > row.DoubtfulRevision && (a.Kind == AlertKind.Corrected || a.Kind == AlertKind.Withdrawn))
            .OrderByDescending(a => a.Revision).FirstOrDefaultAsync(cancellationToken);
        if (last is null
            || await db.Deferred.AnyAsync(d => d.AlertRevision == last.Revision && d.SubscriberId == row.SubscriberId, cancellationToken)
            || await db.Receipts.AnyAsync(r => r.AlertRevision == last.Revision && r.SubscriberId == row.SubscriberId, cancellationToken))
            return;
        db.Deferred.Add(new DeferredDelivery
        {
            AlertRevision = last.Revision,
            SubscriberId = row.SubscriberId,
            Platform = row.Platform,
            Account = row.Account,
            Priority = last.Priority,
            DueAt = now,
            Hold = HoldKind.Turn,
            Reason = "the message it is about may have arrived",
            CreatedAt = now,
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
