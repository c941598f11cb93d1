using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>
/// Chooses the next delivery of a lane: the most urgent class first; within a class the deferred deliveries and each fan-out in
/// turn. It never overtakes a chat's queue, nor an earlier alert of the class that the chat has not received yet.
/// </summary>
internal sealed class NextDelivery(OpenFanOuts fanOuts, FanOutDeliveries audiences, DeferredQueue queue, DigestQueue digests)
{
    // A fan-out through many chats that do not want it yields after this many pages, because something more urgent may have
    // arrived.
    private const int PagesAtOnce = 8;

    private bool _gaveWay;

    /// <param name="inFlight">The deliveries in flight, which must not be overtaken.</param>
    /// <returns>Null if nothing may be sent now, or for the moment: see <see cref="GaveWay"/>.</returns>
    public async Task<PendingDelivery?> FindAsync(IReadOnlyCollection<PendingDelivery> inFlight, CancellationToken cancellationToken)
    {
        var pages = 0;
        while (pages < PagesAtOnce)
        {
            var cursor = fanOuts.Next(inFlight);
            var head = await queue.NextHeadAsync(inFlight, cursor?.FanOut.Priority ?? Priority.Low, cancellationToken);
            var isUrgent = head?.Priority == Priority.Urgent || cursor?.FanOut.Priority == Priority.Urgent;
            if (!isUrgent && await digests.NextAsync(inFlight, cancellationToken) is { } gathered)
                return gathered;
            if (head is not null && fanOuts.QueueGoesFirst(cursor, head.Priority))
            {
                fanOuts.ServedQueue();
                if (!await audiences.QueueEarlierAsync(head, cancellationToken)
                    && await queue.TakeAsync(head, cancellationToken) is { } deferred)
                    return deferred;
            }
            else if (cursor is null)
            {
                return null;
            }
            else if (cursor.NextAhead is null)
            {
                pages++;
                await audiences.ReadPageAsync(cursor, cancellationToken);
            }
            else
            {
                fanOuts.Served(cursor);
                if (await audiences.NextAsync(cursor, inFlight, cancellationToken) is { } delivery)
                    return delivery;
            }
        }

        _gaveWay = true;
        return null;
    }

    /// <summary>True if there is more to search, so that the caller should call again at once.</summary>
    public bool GaveWay => _gaveWay || digests.HasMore;

    /// <summary>Returns when the first of the waiting chats may be served; null if none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        var queued = await queue.NextDueAsync(cancellationToken);
        return await digests.NextDueAsync(cancellationToken) is { } gathered && (queued is null || gathered < queued) ? gathered : queued;
    }
}

/// <summary>Holds the prepared delivery of a lane that waits for the account's next slot.</summary>
internal sealed class ReadyDelivery(LaneAccount account, InFlightSends inFlight)
{
    // An older result is searched again, because subscriptions and urgency change.
    private static readonly TimeSpan ReadyFor = TimeSpan.FromMilliseconds(100);

    // Chats are rarely merged, so after this many attempts it waits until a send completes.
    private const int MostLooks = 3;

    private readonly SendPreparer _preparer = new(account);
    private (PreparedSend Send, DateTimeOffset At)? _ready;

    public bool IsEmpty => _ready is null;

    /// <summary>
    /// Finds and prepares the next delivery if none is ready. It is prepared before it is counted, so that a delivery that cannot
    /// be read is not sent.
    /// </summary>
    /// <returns>False if nothing may be sent now.</returns>
    public async Task<bool> FindAsync(NextDelivery next, TurnReaders readers, CancellationToken cancellationToken)
    {
        if (_ready is { } old && account.Now - old.At > ReadyFor)
            TakeBack();
        if (_ready is null && await LookAsync(next, readers.Db, cancellationToken) is { } found)
            _ready = (await _preparer.PrepareAsync(found, readers, cancellationToken), account.Now);
        return _ready is not null;
    }

    /// <summary>Counts the delivery against the limits of its chat and of the account.</summary>
    public void Count() => account.Count(_ready!.Value.Send.Delivery.Subscriber);

    public void Start(CancellationToken sending)
    {
        var send = _ready!.Value.Send;
        _ready = null;
        inFlight.Start(send, sending);
    }

    /// <summary>
    /// Returns a delivery that was not sent to its fan-out, so that later receipts do not move the cursor past it.
    /// </summary>
    public void TakeBack()
    {
        _ready?.Send.Delivery.Cursor?.TakeBack(_ready.Value.Send.Delivery.Subscriber.Id);
        _ready = null;
    }

    // A chat may be merged between reading the deliveries in flight and the waiting ones. It would then receive under its new
    // number what is being sent under the old one, so the result is checked again.
    private async Task<PendingDelivery?> LookAsync(NextDelivery next, AlertsDb db, CancellationToken cancellationToken)
    {
        var sends = await InFlightAsync(db, cancellationToken);
        for (var looks = 0; looks < MostLooks; looks++)
        {
            if (await next.FindAsync(sends, cancellationToken) is not { } found)
                return null;
            sends = await InFlightAsync(db, cancellationToken);
            if (sends.All(p => p.Subscriber.Id != found.Subscriber.Id))
                return found;
            found.Cursor?.TakeBack(found.Subscriber.Id);
        }

        return null;
    }

    private Task<IReadOnlyList<PendingDelivery>> InFlightAsync(AlertsDb db, CancellationToken cancellationToken) =>
        PendingDelivery.WithChatsOfNowAsync(db, inFlight.Deliveries, cancellationToken);
}
