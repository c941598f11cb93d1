using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Ledger;

internal sealed partial class DeliveryLedger
{
    /// <summary>Adds a waiting delivery; the caller saves.</summary>
    public void Defer(DeferredDelivery delivery) => db.Deferred.Add(delivery);

    /// <summary>Adds a waiting alert to a chat's queue, or to the deliveries of the same hold; the caller saves.</summary>
    public void Defer(Alert alert, Subscriber chat, TopicKey? topic, HoldKind hold, DateTimeOffset dueAt, string? reason) =>
        Defer(new DeferredDelivery
    {
        AlertRevision = alert.Revision,
        SubscriberId = chat.Id,
        Platform = chat.Platform,
        Account = chat.Account,
        Priority = alert.Priority,
        DueAt = dueAt,
        Hold = hold,
        Topic = topic,
        Reason = reason,
        CreatedAt = time.GetUtcNow(),
    });

    /// <summary>Makes deliveries to a chat wait again, replacing their previous rows.</summary>
    public async Task DeferAgainAsync(long subscriberId, IReadOnlyList<DeferredDelivery> deliveries, CancellationToken cancellationToken)
    {
        await RemoveAsync(subscriberId, [.. deliveries.Select(d => d.AlertRevision)], cancellationToken);
        db.Deferred.AddRange(deliveries);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Removes rows without a delivery.</summary>
    public Task<int> RemoveAsync(long subscriberId, long[] alertRevisions, CancellationToken cancellationToken) =>
        db.Deferred.Where(d => d.SubscriberId == subscriberId && alertRevisions.Contains(d.AlertRevision))
            .ExecuteDeleteAsync(cancellationToken);

    /// <summary>Changes why a delivery waits in its chat's queue, and until when.</summary>
    public Task<int> HoldAsync(DeferredDelivery delivery, HoldKind hold, DateTimeOffset until, CancellationToken cancellationToken) =>
        db.Deferred.Where(d => d.AlertRevision == delivery.AlertRevision && d.SubscriberId == delivery.SubscriberId)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, until).SetProperty(d => d.Hold, hold), cancellationToken);

    /// <summary>Moves the selected waiting deliveries to another time.</summary>
    public static Task<int> MoveAsync(IQueryable<DeferredDelivery> waiting, DateTimeOffset until, CancellationToken cancellationToken) =>
        waiting.ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, until), cancellationToken);

    /// <summary>Changes the reason for which deliveries wait.</summary>
    public static Task<int> HoldByAsync(IQueryable<DeferredDelivery> waiting, HoldKind hold, CancellationToken cancellationToken) =>
        waiting.ExecuteUpdateAsync(set => set.SetProperty(d => d.Hold, hold), cancellationToken);

    /// <summary>Moves the deliveries of a chat with one reason to another time.</summary>
    public Task<int> MoveAsync(long subscriberId, HoldKind hold, DateTimeOffset until, CancellationToken cancellationToken) =>
        MoveAsync(db.Deferred.Where(d => d.SubscriberId == subscriberId && d.Hold == hold), until, cancellationToken);

    /// <summary>Marks the selected waiting deliveries as a flood: the newest few are sent in one message.</summary>
    public static Task<int> SumUpAsync(IQueryable<DeferredDelivery> waiting, DateTimeOffset now, CancellationToken cancellationToken) =>
        waiting.ExecuteUpdateAsync(set => set.SetProperty(d => d.Hold, HoldKind.Flood).SetProperty(d => d.DueAt, now), cancellationToken);

    /// <summary>Postpones all deliveries to a chat that are due before a time to that time.</summary>
    public Task<int> RestAsync(long subscriberId, DateTimeOffset until, CancellationToken cancellationToken) =>
        MoveAsync(db.Deferred.Where(d => d.SubscriberId == subscriberId && d.DueAt < until), until, cancellationToken);

    /// <summary>
    /// Moves urgent alerts that quiet hours, a digest or a pause held back into the chat's queue, to be sent now, each by itself.
    /// </summary>
    public Task<int> ReleaseUrgentAsync(long subscriberId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return db.Deferred
            .Where(d => d.SubscriberId == subscriberId).Where(DeliveryPolicy.UrgentHeldByPreference)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Hold, HoldKind.Turn).SetProperty(d => d.DueAt, now), cancellationToken);
    }

    /// <summary>
    /// Makes deliveries due now that may have arrived and wait for another attempt, if their article was withdrawn or has ended.
    /// </summary>
    public async Task RetryDoubtfulAsync(long[] over, CancellationToken cancellationToken)
    {
        if (over.Length == 0)
            return;
        var doubtful = db.Deferred.Where(d => d.DoubtfulRevision != null
            && db.Alerts.Any(a => a.Revision == d.AlertRevision && a.Kind == AlertKind.New && over.Contains(a.ArticleId)));
        await MoveAsync(doubtful, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>
    /// Transfers the receipts and waiting deliveries of a chat to the one it is merged into, within the merging transaction.
    /// </summary>
    public async Task TakeOverAsync(long from, long into, CancellationToken cancellationToken)
    {
        // The rows come first: one of a text whose parts follow has a receipt already, which comes after it.
        await MoveToAsync(from, into, cancellationToken);
        // The new chat has the messages of the old one, because a platform that moves a chat keeps its messages.
        await db.Receipts
            .Where(r => r.SubscriberId == from && !db.Receipts.Any(t => t.SubscriberId == into && t.ArticleId == r.ArticleId))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.SubscriberId, into), cancellationToken);
    }

    /// <summary>Deletes the remaining rows of a merged chat.</summary>
    public async Task ForgetAsync(long subscriberId, CancellationToken cancellationToken)
    {
        await db.Receipts.Where(r => r.SubscriberId == subscriberId).ExecuteDeleteAsync(cancellationToken);
        await db.Deferred.Where(d => d.SubscriberId == subscriberId).ExecuteDeleteAsync(cancellationToken);
    }

    // Rows that were added to a chat's queue during its merge go to its successor; without one they are dropped.
    private async Task HandOverAsync(long subscriberId, CancellationToken cancellationToken)
    {
        if (await db.MergedChats.Where(m => m.Id == subscriberId).Select(m => (long?)m.Into)
            .SingleOrDefaultAsync(cancellationToken) is { } into)
            await MoveToAsync(subscriberId, into, cancellationToken);
        await db.Deferred.Where(d => d.SubscriberId == subscriberId).ExecuteDeleteAsync(cancellationToken);
    }

    // Waiting deliveries move to the other chat, unless that one already has or awaits the same.
    private Task<int> MoveToAsync(long from, long into, CancellationToken cancellationToken) =>
        db.Deferred
            .Where(d => d.SubscriberId == from
                && !db.Deferred.Any(t => t.SubscriberId == into && t.AlertRevision == d.AlertRevision)
                && !db.Receipts.Any(t => t.SubscriberId == into && t.AlertRevision == d.AlertRevision))
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.SubscriberId, into), cancellationToken);
}
