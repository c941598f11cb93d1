using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Ledger;

/// <summary>
/// The only writer of receipts and deferred deliveries. It ensures that a chat has one receipt for each article, whichever alert
/// brought it, and one for each correction. This part ends deliveries; the other part makes them wait.
/// </summary>
/// <param name="log">Reports dead letters to the operator; null for a caller that ends no deliveries.</param>
internal sealed partial class DeliveryLedger(AlertsDb db, TimeProvider time, DeadLetterLog? log = null)
{
    /// <summary>The beginning of a reason if a message may have arrived although there was no answer.</summary>
    private const string Doubt = "sent without an answer; then: ";

    /// <summary>Ends deliveries to a chat: removes waiting rows and writes a receipt for each, once per story.</summary>
    /// <param name="isPart">True if a further part of a long text ends, whose first part has the receipt.</param>
    public async Task EndAsync(
        long subscriberId, IReadOnlyList<Receipt> receipts, bool isPart, CancellationToken cancellationToken)
    {
        await RemoveAsync(subscriberId, [.. receipts.Select(r => r.AlertRevision)], cancellationToken);
        if (isPart)
            await EndPartsAsync(subscriberId, receipts, cancellationToken);
        else
            await AddOnceAsync(subscriberId, receipts, cancellationToken);
    }

    /// <summary>Stores the message that shows an article from now on, if none was known or the known one was deleted.</summary>
    public Task<int> RememberMessageAsync(
        long subscriberId, long articleId, string? deletedMessageId, string messageId, long articleRevision,
            CancellationToken cancellationToken) =>
        db.Receipts
            .Where(r => r.SubscriberId == subscriberId && r.ArticleId == articleId && r.Kind == AlertKind.New
                && (r.MessageId == null || r.MessageId == deletedMessageId))
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.MessageId, messageId).SetProperty(r => r.ArticleRevision, (long?)articleRevision),
                    cancellationToken);

    /// <summary>Stores the parts of a message that have arrived. Its row waits for the next one, or is removed after the last.</summary>
    public async Task AddPartAsync(long subscriberId, long alertRevision, SendResult.Sent sent, CancellationToken cancellationToken)
    {
        await db.Receipts.Where(r => r.AlertRevision == alertRevision && r.SubscriberId == subscriberId)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.MessageId, sent.MessageId), cancellationToken);
        if (!sent.HasMore)
            await RemoveAsync(subscriberId, [alertRevision], cancellationToken);
    }

    /// <summary>Drops waiting deliveries of a chat, with receipts that state the cause.</summary>
    public Task DropAsync(long subscriberId, IReadOnlyCollection<(Alert Alert, ReceiptCause Cause)> alerts,
        CancellationToken cancellationToken) =>
        DropAsync(subscriberId, DeliveryOutcome.Dropped, [.. alerts.Select(a => (a.Alert, (ReceiptCause?)a.Cause, a.Cause.Describe()))],
            cancellationToken);

    /// <summary>
    /// Drops waiting deliveries of a chat that is no longer active; for a closed one they become dead letters. A chat that has
    /// just come back keeps all.
    /// </summary>
    public async Task DropInactiveAsync(long subscriberId, IReadOnlyCollection<Alert> alerts, CancellationToken cancellationToken)
    {
        var chat = await db.Subscribers.AsNoTracking().Where(s => s.Id == subscriberId)
            .Select(s => new { s.State, s.StateReason }).SingleOrDefaultAsync(cancellationToken);
        switch (chat?.State)
        {
            case null:
                await HandOverAsync(subscriberId, cancellationToken);
                break;
            case SubscriberState.Unreachable:
                await DropAsync(
                    subscriberId, DeliveryOutcome.Unreachable, [.. alerts.Select(a => (a, (ReceiptCause?)null, chat.StateReason ?? ""))],
                        cancellationToken);
                break;
            case SubscriberState.Stopped:
                await DropAsync(subscriberId, [.. alerts.Select(a => (a, ReceiptCause.ChatStopped))], cancellationToken);
                break;
            case SubscriberState.Active:
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"unknown state {chat.State}");
        }
    }

    /// <summary>Turns all waiting deliveries of a closed chat into dead letters, within the transaction that closes it.</summary>
    public async Task CloseAsync(long subscriberId, string reason, CancellationToken cancellationToken)
    {
        var waiting = await db.Deferred.AsNoTracking().Where(d => d.SubscriberId == subscriberId)
            .Join(db.Alerts, d => d.AlertRevision, a => a.Revision, (d, a) => new { Deferred = d, a.ArticleId, a.Kind })
            .OrderBy(w => w.Deferred.AlertRevision)
            .ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        await AddOnceAsync(
            subscriberId,
            waiting.ConvertAll(w =>
                Letter(w.Deferred, w.ArticleId, w.Kind, DeliveryOutcome.Unreachable, w.Deferred.DoubtfulRevision, reason, now)),
            cancellationToken);
        db.ChangeTracker.Clear();
        await db.Deferred.Where(d => d.SubscriberId == subscriberId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Adds a receipt for a delivery that never waited; the caller saves.</summary>
    public void Add(Receipt receipt) => db.Receipts.Add(receipt);

    /// <summary>Removes the receipt of a delivery that is tried again.</summary>
    public Task<int> ReopenAsync(long alertRevision, long subscriberId, CancellationToken cancellationToken) =>
        db.Receipts.Where(r => r.AlertRevision == alertRevision && r.SubscriberId == subscriberId).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Makes dead letters wait again; the caller saves.</summary>
    public void Requeue(IEnumerable<(Receipt Receipt, DeferredDelivery Again)> letters)
    {
        foreach (var (receipt, again) in letters)
        {
            db.Receipts.Remove(receipt);
            db.Deferred.Add(again);
        }
    }

    /// <summary>Deletes receipts of an old alert, up to a number.</summary>
    /// <returns>The number of deleted receipts; 0 if none is left.</returns>
    public Task<int> DeleteReceiptsAsync(long alertRevision, int most, CancellationToken cancellationToken)
    {
        var some = db.Receipts.Where(r => r.AlertRevision == alertRevision).OrderBy(r => r.SubscriberId).Take(most)
            .Select(r => r.SubscriberId);
        return db.Receipts.Where(r => r.AlertRevision == alertRevision && some.Contains(r.SubscriberId))
            .ExecuteDeleteAsync(cancellationToken);
    }

    private async Task EndPartsAsync(long subscriberId, IReadOnlyList<Receipt> receipts, CancellationToken cancellationToken)
    {
        foreach (var part in receipts)
        {
            var reason = "a further part of its text: " + part.Reason;
            await db.Receipts.Where(r => r.AlertRevision == part.AlertRevision && r.SubscriberId == subscriberId)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Reason, reason), cancellationToken);
        }

        if (log is not null)
            await log.WriteAsync(subscriberId, receipts, cancellationToken);
    }

    private async Task DropAsync(
        long subscriberId, DeliveryOutcome outcome, IReadOnlyCollection<(Alert Alert, ReceiptCause? Cause, string Reason)> alerts,
        CancellationToken cancellationToken)
    {
        var (now, revisions) = (time.GetUtcNow(), alerts.Select(a => a.Alert.Revision).ToArray());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var rows = await db.Deferred.AsNoTracking().Where(d => d.SubscriberId == subscriberId && revisions.Contains(d.AlertRevision))
            .ToDictionaryAsync(d => d.AlertRevision, cancellationToken);
        var waiting = alerts.Where(a => rows.ContainsKey(a.Alert.Revision)).ToList();
        await RemoveAsync(subscriberId, revisions, cancellationToken);
        await AddOnceAsync(subscriberId, waiting.ConvertAll(a => Dropped(rows[a.Alert.Revision], a, outcome, now)), cancellationToken);
        foreach (var (alert, _, _) in waiting.Where(a => rows[a.Alert.Revision].DoubtfulRevision is not null))
            await CorrectDoubtfulAsync(rows[alert.Revision], alert, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private static Receipt Dropped(
        DeferredDelivery row, (Alert Alert, ReceiptCause? Cause, string Reason) drop, DeliveryOutcome outcome, DateTimeOffset now) =>
        row.DoubtfulRevision is { } doubtful
            ? Letter(row, drop.Alert.ArticleId, drop.Alert.Kind, DeliveryOutcome.InDoubt, doubtful, Doubt + drop.Reason, now)
            : Letter(row, drop.Alert.ArticleId, drop.Alert.Kind, outcome, null, drop.Reason, now, drop.Cause);

    private static Receipt Letter(
        DeferredDelivery row, long articleId, AlertKind kind, DeliveryOutcome outcome, long? shown, string reason, DateTimeOffset now,
        ReceiptCause? cause = null) => new()
    {
        AlertRevision = row.AlertRevision,
        SubscriberId = row.SubscriberId,
        ArticleId = articleId,
        Kind = kind,
        Outcome = outcome,
        ArticleRevision = shown,
        SentAt = now,
        Cause = cause,
        Reason = reason,
        Topic = row.Topic,
        Attempts = row.Attempts,
        Held = row.Hold,
        HeldAt = row.CreatedAt,
    };

    // Saves. Several alerts may bring one story: it has one receipt for each article, and each correction has one of its own.
    private async Task AddOnceAsync(long subscriberId, IReadOnlyList<Receipt> receipts, CancellationToken cancellationToken)
    {
        var revisions = receipts.Select(r => r.AlertRevision).ToArray();
        var articles = receipts.Where(r => r.Kind == AlertKind.New).Select(r => r.ArticleId).ToArray();
        var known = await db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == subscriberId
                && (revisions.Contains(r.AlertRevision) || (r.Kind == AlertKind.New && articles.Contains(r.ArticleId))))
            .Select(r => new { r.AlertRevision, r.ArticleId, r.Kind }).ToListAsync(cancellationToken);
        var settled = known.Select(r => r.AlertRevision).ToHashSet();
        var told = known.Where(r => r.Kind == AlertKind.New).Select(r => r.ArticleId).ToHashSet();
        var added = receipts.Where(r => settled.Add(r.AlertRevision) && (r.Kind != AlertKind.New || told.Add(r.ArticleId))).ToList();
        db.Receipts.AddRange(added);
        await db.SaveChangesAsync(cancellationToken);
        if (log is not null)
            await log.WriteAsync(subscriberId, added, cancellationToken);
    }

    // A reader who may have seen it receives later changes, as if the message were known to exist.
    private async Task CorrectDoubtfulAsync(DeferredDelivery row, Alert alert, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = DeliveryPolicy.OfSeveralChanges(await db.Alerts.AsNoTracking()
            .Where(a => a.ArticleId == alert.ArticleId && a.Revision > row.DoubtfulRevision
                && (a.Kind == AlertKind.Corrected || a.Kind == AlertKind.Withdrawn || a.Kind == AlertKind.Ended))
            .OrderByDescending(a => a.Revision).ToListAsync(cancellationToken));
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
