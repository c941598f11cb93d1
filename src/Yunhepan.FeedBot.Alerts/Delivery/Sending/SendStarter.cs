using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Choosing;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Sending;

/// <summary>
/// Starts as many sends as may go now. It prepares the next delivery shortly before the account may send again, and checks the
/// lease directly before each send.
/// </summary>
internal sealed class SendStarter(
    LaneAccount account, AccountHealth health, LaneLease lease, OpenFanOuts fanOuts, InFlightSends inFlight)
{
    // The next delivery is prepared this long before the account may send again, so that preparing it costs no sending time.
    private static readonly TimeSpan PreparationTime = TimeSpan.FromMilliseconds(25);

    // A delivery that was prepared longer ago is chosen again, because subscriptions and urgency change.
    private static readonly TimeSpan LongestReadyTime = TimeSpan.FromMilliseconds(100);

    // Chats are rarely merged, so after this many attempts the search waits until a send in flight has ended.
    private const int MostAttempts = 3;

    private readonly SendPreparer _preparer = new(account);
    private (PreparedSend Send, DateTimeOffset At)? _ready;

    /// <returns>
    /// The number of sends that were started, and when to try again if only the account's pace prevented further sends.
    /// </returns>
    public async Task<(int Started, DateTimeOffset? PacedUntil)> StartAsync(
        NextDelivery next, TurnReaders readers, CancellationToken sending, CancellationToken cancellationToken)
    {
        var started = 0;
        while (inFlight.Count < account.Options.InTheAir)
        {
            if (health.FreeAt > account.Now + PreparationTime)
                return (started, NextLookAt);
            if (await FindAsync(next, readers, cancellationToken) is not { } send)
                break;
            if (health.FreeAt > account.Now)
                return (started, NextLookAt);
            account.Count(send.Delivery.Subscriber);
            // A process that was suspended until now learns here that another one has taken the lane.
            if (!await lease.MaySendAsync(readers.Db, cancellationToken))
            {
                TakeBack();
                break;
            }

            _ready = null;
            inFlight.Start(send, sending);
            started++;
            if (health.IsDoubtful)
                break;
        }

        return (started, null);
    }

    /// <summary>Forgets the prepared delivery and the open fan-outs, because another node may have continued them.</summary>
    public void Forget()
    {
        TakeBack();
        fanOuts.Forget();
    }

    private DateTimeOffset NextLookAt => _ready is null ? health.FreeAt - PreparationTime : health.FreeAt;

    // The delivery is read before it is counted, so that one that cannot be read is not sent.
    private async Task<PreparedSend?> FindAsync(NextDelivery next, TurnReaders readers, CancellationToken cancellationToken)
    {
        try
        {
            if (_ready is { } old && account.Now - old.At > LongestReadyTime)
                TakeBack();
            if (_ready is null && await LookAsync(next, readers.Db, cancellationToken) is { } found)
                _ready = (await _preparer.PrepareAsync(found, readers, cancellationToken), account.Now);
            return _ready?.Send;
        }
        catch
        {
            // A delivery that was taken from its fan-out but could not be read would count as in flight forever.
            Forget();
            throw;
        }
    }

    // A chat may be merged into another one while the next delivery is chosen. The chat would then get under its new id what is in
    // flight to the old id, so the sends in flight are compared once more.
    private async Task<PendingDelivery?> LookAsync(NextDelivery next, AlertsDb db, CancellationToken cancellationToken)
    {
        var sends = await InFlightAsync(db, cancellationToken);
        for (var looks = 0; looks < MostAttempts; looks++)
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

    // A delivery that was not sent is given back to its fan-out, so that later receipts do not move the cursor past it.
    private void TakeBack()
    {
        _ready?.Send.Delivery.Cursor?.TakeBack(_ready.Value.Send.Delivery.Subscriber.Id);
        _ready = null;
    }
}
