using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Choosing;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Sending;

/// <summary>
/// Starts as many sends as may go now. It finds and prepares the next delivery before the account's next place, and asks last
/// whether the lane is still ours.
/// </summary>
internal sealed class SendStarter(
    LaneAccount account, AccountHealth health, LaneLease lease, OpenFanOuts fanOuts, InFlightSends inFlight)
{
    // The next delivery is looked for and prepared this long before it may go: the account's turn is not spent on looking.
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(25);

    // What was found longer ago is looked for anew: subscriptions and urgency change.
    private static readonly TimeSpan ReadyFor = TimeSpan.FromMilliseconds(100);

    // Chats do not become others all the time: whatever is found beyond that waits until something comes back.
    private const int MostLooks = 3;

    private readonly SendPreparer _preparer = new(account);
    private (PreparedSend Send, DateTimeOffset At)? _ready;

    /// <returns>How many it started; and when to ask again, where the account's pace alone kept it from more.</returns>
    public async Task<(int Started, DateTimeOffset? PacedUntil)> StartAsync(
        NextDelivery next, TurnReaders readers, CancellationToken sending, CancellationToken cancellationToken)
    {
        var started = 0;
        while (inFlight.Count < account.Options.InTheAir)
        {
            if (health.FreeAt > account.Now + Ahead)
                return (started, NextLookAt);
            if (await FindAsync(next, readers, cancellationToken) is not { } send)
                break;
            if (health.FreeAt > account.Now)
                return (started, NextLookAt);
            account.Count(send.Delivery.Subscriber);
            // The last thing before the send: whoever was frozen until now finds out here.
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

    /// <summary>Forgets what was found and how far the fan-outs have come, because another node may have gone on meanwhile.</summary>
    public void Forget()
    {
        TakeBack();
        fanOuts.Forget();
    }

    private DateTimeOffset NextLookAt => _ready is null ? health.FreeAt - Ahead : health.FreeAt;

    // It is read before it is counted: what cannot be read is not sent.
    private async Task<PreparedSend?> FindAsync(NextDelivery next, TurnReaders readers, CancellationToken cancellationToken)
    {
        try
        {
            if (_ready is { } old && account.Now - old.At > ReadyFor)
                TakeBack();
            if (_ready is null && await LookAsync(next, readers.Db, cancellationToken) is { } found)
                _ready = (await _preparer.PrepareAsync(found, readers, cancellationToken), account.Now);
            return _ready?.Send;
        }
        catch
        {
            // What was launched and could not be read would be taken for in flight for ever.
            Forget();
            throw;
        }
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

    // Given back to its fan-out when it was not sent: later receipts do not move the cursor past it.
    private void TakeBack()
    {
        _ready?.Send.Delivery.Cursor?.TakeBack(_ready.Value.Send.Delivery.Subscriber.Id);
        _ready = null;
    }
}
