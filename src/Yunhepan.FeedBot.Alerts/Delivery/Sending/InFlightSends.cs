using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Choosing;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Sending;

/// <summary>Holds the sends of one lane from their start until their results are recorded.</summary>
internal sealed partial class InFlightSends(LaneAccount account, AccountHealth health, LaneLease lease, IServiceScopeFactory scopes,
    ILogger logger)
{
    // If more sends cannot be recorded, the cause is not single rows.
    private const int MostSetAside = 16;

    private readonly List<InFlightSend> _sends = [];

    /// <summary>The sends that the platform is processing or has just answered.</summary>
    public IReadOnlyList<Task> Tasks => [.. _sends.Where(s => !s.IsSetAside).Select(s => s.Sending)];

    /// <summary>The number of sends in flight, without those that are set aside.</summary>
    public int Count => _sends.Count(s => !s.IsSetAside);

    public IReadOnlyList<PendingDelivery> Deliveries => [.. _sends.Select(s => s.Delivery)];

    /// <summary>The chats that something is in flight to.</summary>
    public IEnumerable<Subscriber> Chats => _sends.Select(s => s.Delivery.Subscriber);

    /// <summary>Returns when the lane is needed again: for the next delivery, or for a send that was set aside.</summary>
    /// <param name="due">When the next delivery is due; null when none waits.</param>
    public DateTimeOffset? WakeAt(DateTimeOffset? due)
    {
        // The lane is full or waits for one of its own chats; a completed send wakes it.
        if (_sends.Count > 0 && due <= account.Now)
            due = null;
        var again = _sends.Min(s => s.IsSetAside ? s.TryAt : (DateTimeOffset?)null);
        return due is null || again < due ? again : due;
    }

    public void Start(PreparedSend send, CancellationToken sending) =>
        _sends.Add(new InFlightSend(send.Delivery, SendAsync(send, sending)));

    /// <summary>Records completed sends. Results that cannot be recorded stay and are tried again.</summary>
    /// <param name="isLast">True if the service is stopping, so that nothing waits for a later attempt.</param>
    /// <returns>The number of sends that were recorded, or abandoned at the end of the service.</returns>
    public async Task<int> RecordAsync(bool isLast, CancellationToken cancellationToken)
    {
        var recorded = 0;
        foreach (var send in _sends.Where(s => s.Sending.IsCompleted && (isLast || s.TryAt <= account.Now)).ToArray())
        {
            // It is unknown whether a send that is abandoned at the end of the service arrived. It keeps its place in its
            // fan-out, so that other completed sends do not move the cursor past it, and it is sent again after the restart.
            if (!send.Sending.IsCanceled)
            {
                if (!await TryRecordAsync(send, cancellationToken))
                    continue;
                send.Delivery.Cursor?.Land(send.Delivery.Subscriber.Id);
            }

            _sends.Remove(send);
            recorded++;
        }

        return recorded;
    }

    // If the database accepts other writes, only this send cannot be recorded, and the others continue.
    private async Task<bool> TryRecordAsync(InFlightSend send, CancellationToken cancellationToken)
    {
        try
        {
            await RecordAsync(send, await send.Sending, cancellationToken);
            return true;
        }
        catch (Exception e) when ((e is DbUpdateException or DbException || DatabaseSession.WasEnded(e))
            && send is { IsLookedAtAgain: false, IsSetAside: false } && !cancellationToken.IsCancellationRequested)
        {
            // Another process wrote it at the same moment, or the database ended a suspended node's transaction; the second
            // attempt finds it.
            send.IsLookedAtAgain = true;
            return await TryRecordAsync(send, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnwritten(logger, e, account.Platform.Platform, account.Platform.Account, send.Delivery.Alert.Revision,
                send.Delivery.Article.Title, send.Delivery.Subscriber.Label);
            if (!send.IsSetAside && _sends.Count(s => s.IsSetAside) >= MostSetAside)
                throw;
            await using var scope = scopes.CreateAsyncScope();
            await lease.BeatAsync(scope.ServiceProvider.GetRequiredService<AlertsDb>(), cancellationToken);
            send.SetAside(account.Now);
            return false;
        }
    }

    private async Task RecordAsync(InFlightSend send, SendResult result, CancellationToken cancellationToken)
    {
        if (!send.IsLearned)
            Learn(send, result);
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<AlertsDb>();
        var recorder = new SendRecorder(
            db, services.GetRequiredService<SubscriberStore>(), services.GetRequiredService<ChatReach>(),
            services.GetRequiredService<DeadLetterLog>(), account.Options, account.Shared.Time);
        await recorder.WriteAsync(send.Delivery, result, send.Failure, cancellationToken);
        if (result is SendResult.Throttled && account.Pace.AccountFreeAt is var free && free > account.Now)
            await lease.ParkAsync(db, free, cancellationToken);
    }

    private void Learn(InFlightSend send, SendResult result)
    {
        var delivery = send.Delivery;
        send.Failure = health.Learn(delivery.Subscriber, delivery.Attempts, result);
        send.IsLearned = true;
        if (result is SendResult.Sent)
            return;
        var chat = delivery.Subscriber.Label;
        LogNotSent(logger, delivery.Alert.Revision, delivery.Article.Title, chat, result);
    }

    private async Task<SendResult> SendAsync(PreparedSend send, CancellationToken sending)
    {
        try
        {
            return await send.SendAsync(sending);
        }
        catch (OperationCanceledException) when (sending.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            // A platform reports failures as results; if it throws, the message may have arrived.
            LogThrew(logger, e, account.Platform.Platform, account.Platform.Account);
            return new SendResult.Unknown("a fault of this program, which its log describes");
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "{Platform}/{Account}: the result of sending alert {Revision}, \"{Title}\", to {Chat} could not be stored; the chat "
        + "waits, and storing is tried again")]
    private static partial void LogUnwritten(
        ILogger logger, Exception exception, string platform, string account, long revision, string title, string chat);

    [LoggerMessage(Level = LogLevel.Information, Message = "Alert {Revision}, \"{Title}\", for {Chat}: {Result}")]
    private static partial void LogNotSent(ILogger logger, long revision, string title, string chat, SendResult result);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Platform}/{Account}: a send threw an exception instead of returning a result")]
    private static partial void LogThrew(ILogger logger, Exception exception, string platform, string account);
}
