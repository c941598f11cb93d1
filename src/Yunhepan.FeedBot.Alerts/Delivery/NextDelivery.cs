using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>
/// Chooses what a lane sends next: the most urgent class first; within a class the deferred and each fan-out in turn; never
/// past a chat's queue, and never past an earlier alert of the class that the chat has not had yet.
/// </summary>
internal sealed class NextDelivery(OpenFanOuts fanOuts, FanOutDeliveries audiences, DeferredQueue queue, DigestQueue digests)
{
    // A fan-out through many who do not want it gives way after so many pages: something more urgent may have come.
    private const int PagesAtOnce = 8;

    private bool _gaveWay;

    /// <param name="inFlight">What must not be overtaken.</param>
    /// <returns>Null when nothing may go now, or for the moment: see <see cref="GaveWay"/>.</returns>
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

    /// <summary>True when there is more to look through: the caller asks again at once.</summary>
    public bool GaveWay => _gaveWay || digests.HasMore;

    /// <summary>Returns when the first of the waiting chats may be served; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        var queued = await queue.NextDueAsync(cancellationToken);
        return await digests.NextDueAsync(cancellationToken) is { } gathered && (queued is null || gathered < queued) ? gathered : queued;
    }
}

/// <summary>Holds the delivery that a lane has prepared and that waits for the account's next place.</summary>
internal sealed class ReadyDelivery(LaneAccount account, InFlightSends inFlight)
{
    // What was found longer ago is looked for anew: subscriptions and urgency change.
    private static readonly TimeSpan ReadyFor = TimeSpan.FromMilliseconds(100);

    // Chats do not become others all the time: whatever is found beyond that waits until something comes back.
    private const int MostLooks = 3;

    private readonly SendPreparer _preparer = new(account);
    private (PreparedSend Send, DateTimeOffset At)? _ready;

    public bool IsEmpty => _ready is null;

    /// <summary>
    /// Finds and prepares the next delivery where none is ready. It is read before it is counted: what cannot be read is not
    /// sent.
    /// </summary>
    /// <returns>False when nothing may go now.</returns>
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
    /// Gives the delivery back to its fan-out when it was not sent, so that later receipts do not move the cursor past it.
    /// </summary>
    public void TakeBack()
    {
        _ready?.Send.Delivery.Cursor?.TakeBack(_ready.Value.Send.Delivery.Subscriber.Id);
        _ready = null;
    }

    // A chat may become another between the look at what is in flight and the look at what waits: it would then get under its
    // new number what flies to the old one. So what is found is looked at once more.
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
