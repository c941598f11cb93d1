using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Choosing;

/// <summary>
/// Combines deliveries that wait beside a chat's queue (quiet hours, digest, pause, flood) into one message when they are due.
/// </summary>
internal sealed class DigestQueue(AlertsDb db, ArticleReader articles, LaneAccount account, DeadLetterLog log)
{
    private readonly DeliveryLedger _ledger = new(db, account.Shared.Time, log);
    private readonly GatheredDeliveries _gathered = new(db, account);
    private Queue<long>? _due;

    /// <summary>Returns at most one digest in each turn of the lane, so that digests and new alerts alternate.</summary>
    public async Task<PendingDelivery?> NextAsync(IReadOnlyCollection<PendingDelivery> inFlight, CancellationToken cancellationToken)
    {
        _due ??= new Queue<long>(await _gathered.DueAsync(1 + inFlight.Count, cancellationToken));
        while (_due.TryDequeue(out var chat))
        {
            if (inFlight.All(p => p.Subscriber.Id != chat) && await ForAsync(chat, cancellationToken) is { } delivery)
            {
                _due.Clear();
                return delivery;
            }
        }

        return null;
    }

    /// <summary>
    /// True if none of the checked deliveries of a chat is wanted and there are more to check, so that the caller should call
    /// again at once.
    /// </summary>
    public bool HasMore { get; private set; }

    /// <summary>Returns when the next chat is due; null if nothing is collected.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => _gathered.NextDueAsync(cancellationToken);

    /// <summary>Makes the queue read the due chats again, because more deliveries were collected.</summary>
    public void Forget() => _due = null;

    /// <summary>
    /// Returns everything that is due for one chat as one delivery; null if nothing may be sent now or nothing is wanted any
    /// more.
    /// </summary>
    private async Task<PendingDelivery?> ForAsync(long subscriberId, CancellationToken cancellationToken)
    {
        var now = account.Now;
        var due = _gathered.DueFor(subscriberId, now);
        if (await ChatSnapshot.ReadAsync(db, account, subscriberId, cancellationToken) is not { } chat)
        {
            await _ledger.DropInactiveAsync(subscriberId, await _gathered.AlertsAsync(due, cancellationToken), cancellationToken);
            return null;
        }

        if (await LaterThanAsync(chat, due, now, cancellationToken) is { } later)
        {
            // A pause may end within quiet hours, for which urgent alerts do not wait.
            if (chat.UrgentGoes)
                HasMore |= await _ledger.ReleaseUrgentAsync(subscriberId, cancellationToken) > 0;
            await DeliveryLedger.MoveAsync(due, later, cancellationToken);
            return null;
        }

        var rows = await _gathered.RowsAsync(subscriberId, due, cancellationToken);
        // Urgent alerts are never summarised: each is sent in full, oldest first, before the others.
        var urgent = rows.Where(r => !DeliveryPolicy.MayBeSummedUp(r.Alert)).Reverse().ToList();
        var (shown, dropped, subscription) = await LookThroughAsync(
            chat, urgent.Count > 0 ? urgent : rows, urgent.Count > 0 ? 1 : DigestContent.Most, cancellationToken);
        if (dropped.Count > 0)
            await _ledger.DropAsync(subscriberId, dropped, cancellationToken);
        if (shown.Count == 0)
        {
            // Deliveries that were not checked yet come in the next turn, because something more urgent may have arrived.
            HasMore |= rows.Count > dropped.Count;
            return null;
        }

        if (urgent.Count > 0)
            rows = [.. urgent.Where(r => r.Alert.Revision == shown[0].Alert.Revision)];
        var gone = dropped.Select(u => u.Alert.Revision).ToHashSet();
        return PendingDelivery.ForGathered(
            chat.Subscriber, subscription, shown, [.. rows.Where(r => !gone.Contains(r.Alert.Revision))], now,
            showsAll: account.Platform.Limits.MergesWhatWaits);
    }

    /// <param name="enough">The number of wanted alerts that is enough.</param>
    private async Task<(List<(Alert Alert, Article Article)> Shown, List<(Alert Alert, ReceiptCause Cause)> Dropped,
        Subscription? Subscription)> LookThroughAsync(
        ChatSnapshot chat, IReadOnlyList<(DeferredDelivery Deferred, Alert Alert)> rows, int enough, CancellationToken cancellationToken)
    {
        List<(Alert, Article)> shown = [];
        List<(Alert, ReceiptCause)> dropped = [];
        Subscription? subscription = null;
        foreach (var (_, alert) in rows.Take(DigestContent.Most))
        {
            if (shown.Count >= enough)
                break;
            var article = await articles.FindAsync(alert.ArticleId, cancellationToken);
            var match = await chat.MatchWaitingAsync(alert, article, account.Patterns, cancellationToken);
            if (match.Drop is { } drop)
            {
                dropped.Add((alert, drop.Because));
                continue;
            }

            shown.Add((alert, article!));
            subscription ??= match.DecidedBy;
        }

        return (shown, dropped, subscription);
    }

    // Its digest hour may lie in its quiet hours or in a pause; a digest at its hour does not count towards the hourly limit.
    private async Task<DateTimeOffset?> LaterThanAsync(
        ChatSnapshot chat, IQueryable<DeferredDelivery> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (chat.Held() is { } hold)
        {
            // The delivery no longer waits for a pause that has ended within quiet hours; /why would say that it does.
            if (hold.Kind != HoldKind.Paused)
                await DeliveryLedger.HoldByAsync(due.Where(d => d.Hold == HoldKind.Paused), hold.Kind, cancellationToken);
            return hold.Until;
        }

        // An urgent alert may have waited for a pause with the others.
        var mostUrgent = await due.MinAsync(d => (Priority?)d.Priority, cancellationToken) ?? Priority.Normal;
        var freeAt = account.ChatFreeAt(chat.Subscriber, mostUrgent);
        if (freeAt > now)
            return freeAt;
        return await chat.HourFreeAtAsync(cancellationToken) is { } hour
            && await due.AllAsync(d => d.Hold == HoldKind.Flood, cancellationToken)
            ? hour : null;
    }
}
