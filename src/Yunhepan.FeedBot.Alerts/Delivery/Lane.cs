using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <param name="Moved">True when something was sent or settled: ask again at once.</param>
/// <param name="WakeAt">Else: nothing can go before then; null when nothing waits.</param>
internal sealed record LaneTurn(bool Moved, DateTimeOffset? WakeAt);

/// <summary>The ordered way out of one account. One loop at a time calls it.</summary>
internal sealed partial class Lane(
    IChatPlatform platform, IServiceScopeFactory scopes, AlertMessages messages, LaneBoard board, NodeIdentity node, PatternMatcher patterns,
    AlertsOptions options, TimeProvider time, ILogger<Lane> logger)
{
    private const int ThrottledBeforePark = 3;

    // So many chats in a row, each throttled by its own limit, and nobody reached between them: slower, to be on the safe side.
    private const int ThrottledBeforeSlower = 10;

    // Chats do not become others all the time: whatever is found beyond that waits for a landing.
    private const int MostLooks = 3;

    // More that cannot be written down are no accident of single rows.
    private const int MostSetAside = 16;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(1);

    // What goes next is looked for and read so long before it may go: the account's turn is not spent on looking.
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(25);

    // Found longer ago, it is looked for anew: wishes and urgency change.
    private static readonly TimeSpan ReadyFor = TimeSpan.FromMilliseconds(100);

    private readonly SendingPace _pace = platform.Pace ?? new(platform.Limits, time);
    private readonly MessageStateReader _content = new();
    private readonly LaneLease _lease = new(platform, node, options, time);
    private readonly OpenFanOuts _fanOuts = new(patterns);
    private readonly List<InFlightSend> _inFlight = [];
    private (PendingDelivery Delivery, Func<CancellationToken, Task<SendResult>> Send, DateTimeOffset At)? _ready;
    private DateTimeOffset _pausedUntil;
    private string? _refusedBecause;
    private readonly FailureStreak _failures = new(options.GiveUpAfter);
    // The chats that were throttled since the last success, and whose own limit does not explain it: several say that it is the account that is too fast.
    private readonly HashSet<string> _throttled = [];
    private int _throttledByThemselves;

    public IReadOnlyList<Task> InTheAir => [.. Flying.Select(f => f.Sending)];

    /// <summary>How often it must be called to keep the lane.</summary>
    public TimeSpan BeatEvery => _lease.BeatEvery;

    /// <summary>Settles what has landed, then starts as many sends as may go now.</summary>
    /// <param name="sending">Ends the sends in the air; not the turn.</param>
    /// <param name="byForce">Takes the lane from a living owner too.</param>
    public async Task<LaneTurn> TurnAsync(CancellationToken sending, CancellationToken cancellationToken, bool byForce = false)
    {
        var settled = await SettleAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AlertsDb>();
        if (await _lease.HoldAsync(db, byForce && _lease.Fence is null, cancellationToken))
            await TakeOverAsync(db, cancellationToken);
        if (_lease.Fence is not { } fence)
        {
            Forget();
            board.Report(platform.Platform, platform.Account, LaneState.Elsewhere, null);
            return new LaneTurn(settled > 0, null);
        }

        await _fanOuts.RefreshAsync(db, fence, cancellationToken);
        var next = Next(db, scope.ServiceProvider.GetRequiredService<ArticleReader>());
        var (started, isPaced) = await StartAsync(next, db, scope.ServiceProvider.GetRequiredService<StoryReader>(), sending, cancellationToken);
        if (Flying.Any())
            board.Report(platform.Platform, platform.Account, LaneState.Sending, null);
        else
            ReportWaiting();
        if (settled + started > 0 || next.GaveWay)
            return new LaneTurn(true, null);
        // Its turn may have come while this was looked at: then it is called again at once.
        if (isPaced)
            return new LaneTurn(false, _ready is null ? FreeAt - Ahead : FreeAt);
        var due = await next.NextDueAsync(cancellationToken);
        // Full, or behind one of its own chats: the landing wakes the lane.
        if (_inFlight.Count > 0 && due <= time.GetUtcNow())
            due = null;
        var again = _inFlight.Min(f => f.IsSetAside ? f.TryAt : (DateTimeOffset?)null);
        return new LaneTurn(false, due is null || again < due ? again : due);
    }

    private NextDelivery Next(AlertsDb db, ArticleReader articles)
    {
        var digests = new DigestQueue(db, articles, platform, _pace, messages.ClockOf, patterns, time);
        var (decider, sent) = (new DeliveryDecider(db, messages.ClockOf, time), new SentMessageFinder(db, digests));
        var queue = new DeferredQueue(db, articles, platform, _pace, decider, sent, digests, patterns, options, time);
        return new NextDelivery(db, articles, platform, _fanOuts, _pace, queue, digests, decider, sent, options, time);
    }

    /// <summary>
    /// After a turn that failed: whether another process has the lane, as after a freeze in which the database ended what was
    /// begun. Then nothing is wrong, and what this one knows is forgotten.
    /// </summary>
    public async Task<bool> WasTakenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (!await _lease.WasTakenAsync(scope.ServiceProvider.GetRequiredService<AlertsDb>(), cancellationToken))
                return false;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            // The database does not answer, or the service stops: that says nothing of another process.
            return false;
        }

        LogLost(logger, platform.Platform, platform.Account);
        Forget();
        return true;
    }

    /// <summary>Another process may send for the account from now on.</summary>
    public async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await _lease.GiveBackAsync(scope.ServiceProvider.GetRequiredService<AlertsDb>(), cancellationToken);
    }

    /// <returns>How many it started, and whether the account's pace alone kept it from more.</returns>
    private async Task<(int Started, bool IsPaced)> StartAsync(
        NextDelivery next, AlertsDb db, StoryReader stories, CancellationToken sending, CancellationToken cancellationToken)
    {
        var started = 0;
        while (Flying.Count() < options.InTheAir)
        {
            if (FreeAt > time.GetUtcNow() + Ahead)
                return (started, true);
            if (_ready is { } old && time.GetUtcNow() - old.At > ReadyFor)
                TakeBack();

            _ready ??= await ReadyAsync(next, db, stories, cancellationToken);
            if (_ready is null)
                break;
            if (FreeAt > time.GetUtcNow())
                return (started, true);
            var (delivery, send, _) = _ready.Value;
            _pace.Count(delivery.Subscriber.ChatId, platform.IsGroup(delivery.Subscriber.Address));
            // The last thing before the send: whoever was frozen until now finds out here.
            if (!await _lease.MaySendAsync(db, cancellationToken))
            {
                if (_lease.Fence is null)
                {
                    LogLost(logger, platform.Platform, platform.Account);
                    Forget();
                }

                TakeBack();
                break;
            }

            _ready = null;
            _inFlight.Add(new InFlightSend(delivery, SendAsync(send, sending)));
            started++;
            // While the account is doubtful, one message tries for all.
            if (_failures.AreOfTheAccount || _refusedBecause is not null)
                break;
        }

        return (started, false);
    }

    // Read before it is counted: what cannot be read is not sent.
    private async Task<(PendingDelivery Delivery, Func<CancellationToken, Task<SendResult>> Send, DateTimeOffset At)?> ReadyAsync(
        NextDelivery next, AlertsDb db, StoryReader stories, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(next, db, cancellationToken) is { } found
                ? (found, await PrepareAsync(found, db, stories, cancellationToken), time.GetUtcNow())
                : null;
        }
        catch
        {
            // What was launched and could not be read would be taken for in the air for ever.
            Forget();
            throw;
        }
    }

    // A chat may become another between the look at what is in the air and the look at what waits: it would then get under its
    // new number what flies to the old one. So what is found is looked at once more.
    private async Task<PendingDelivery?> FindAsync(NextDelivery next, AlertsDb db, CancellationToken cancellationToken)
    {
        var inFlight = await InFlightAsync(db, cancellationToken);
        for (var looks = 0; looks < MostLooks; looks++)
        {
            if (await next.FindAsync(inFlight, cancellationToken) is not { } found)
                return null;
            inFlight = await InFlightAsync(db, cancellationToken);
            if (inFlight.All(p => p.Subscriber.Id != found.Subscriber.Id))
                return found;
            found.FanOutCursor?.TakeBack(found.Subscriber.Id);
        }

        return null;
    }

    private Task<IReadOnlyList<PendingDelivery>> InFlightAsync(AlertsDb db, CancellationToken cancellationToken) =>
        MergedChatResolver.AsTheyAreAsync(db, [.. _inFlight.Select(f => f.Delivery)], cancellationToken);

    private void Forget()
    {
        TakeBack();
        _fanOuts.Forget();
    }

    // It did not go: what lands beside it must not move the cursor past it.
    private void TakeBack()
    {
        _ready?.Delivery.FanOutCursor?.TakeBack(_ready.Value.Delivery.Subscriber.Id);
        _ready = null;
    }

    // The account goes on where its last owner stopped: with all it sent that still counts, and what it was told.
    private async Task TakeOverAsync(AlertsDb db, CancellationToken cancellationToken)
    {
        Forget();
        if (_lease.ParkedUntil is { } parked)
            _pace.ParkAccount(parked);
        if (platform.Limits == SendLimits.None)
            return;
        var since = time.GetUtcNow() - _pace.Remembers;
        var recent = db.Receipts.AsNoTracking()
            .Where(r => r.SentAt > since && (r.Outcome == DeliveryOutcome.Sent || r.Outcome == DeliveryOutcome.Digested))
            .Join(db.Subscribers, r => r.SubscriberId, s => s.Id, (r, s) => new { r.SentAt, r.Outcome, r.MessageId, Chat = s })
            .Where(r => r.Chat.Platform == platform.Platform && r.Chat.Account == platform.Account)
            .OrderBy(r => r.SentAt)
            .AsAsyncEnumerable();
        // Its own too, if it had the lane before.
        _pace.Clear();
        HashSet<(long Chat, string? Message)> digests = [];
        await foreach (var sent in recent.WithCancellation(cancellationToken))
        {
            // A digest has a receipt for each of its articles.
            if (sent.Outcome != DeliveryOutcome.Digested || digests.Add((sent.Chat.Id, sent.MessageId)))
                _pace.Count(sent.Chat.ChatId, platform.IsGroup(sent.Chat.Address), sent.SentAt);
        }

        foreach (var inFlightSend in _inFlight)
            _pace.Count(inFlightSend.Delivery.Subscriber.ChatId, platform.IsGroup(inFlightSend.Delivery.Subscriber.Address));
    }

    /// <summary>Writes down what has landed. What could not be written stays and is tried again.</summary>
    /// <param name="isLast">Nothing waits for a better moment: the service ends.</param>
    public async Task<int> SettleAsync(CancellationToken cancellationToken, bool isLast = false)
    {
        var settled = 0;
        foreach (var inFlightSend in _inFlight.Where(f => f.Sending.IsCompleted && (isLast || f.TryAt <= time.GetUtcNow())).ToArray())
        {
            // Abandoned at the end of the service: nobody knows. It keeps its place in its walk, so that what lands
            // beside it moves no cursor past it, and goes again after the restart.
            if (!inFlightSend.Sending.IsCanceled)
            {
                if (!await TrySettleAsync(inFlightSend, cancellationToken))
                    continue;
                inFlightSend.Delivery.FanOutCursor?.Land(inFlightSend.Delivery.Subscriber.Id);
            }

            _inFlight.Remove(inFlightSend);
            settled++;
        }

        return settled;
    }

    private IEnumerable<InFlightSend> Flying => _inFlight.Where(f => !f.IsSetAside);

    // Where the database takes other writes, it is this one alone that cannot be written down: the others go on.
    private async Task<bool> TrySettleAsync(InFlightSend inFlightSend, CancellationToken cancellationToken)
    {
        try
        {
            await SettleAsync(inFlightSend, await inFlightSend.Sending, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is DbUpdateException or DbException && inFlightSend is { IsLookedAtAgain: false, IsSetAside: false } && !cancellationToken.IsCancellationRequested)
        {
            // Somebody else wrote it at the same moment, or the database ended what a node that was frozen had begun: the second look finds it.
            inFlightSend.IsLookedAtAgain = true;
            return await TrySettleAsync(inFlightSend, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnwritten(logger, e, platform.Platform, platform.Account, inFlightSend.Delivery.Alert.Revision, inFlightSend.Delivery.Subscriber.Id);
            if (!inFlightSend.IsSetAside && _inFlight.Count(f => f.IsSetAside) >= MostSetAside)
                throw;
            await using var scope = scopes.CreateAsyncScope();
            await _lease.BeatAsync(scope.ServiceProvider.GetRequiredService<AlertsDb>(), cancellationToken);
            inFlightSend.SetAside(time.GetUtcNow());
            return false;
        }
    }

    private DateTimeOffset FreeAt => _pausedUntil > _pace.AccountFreeAt ? _pausedUntil : _pace.AccountFreeAt;

    private async Task SettleAsync(InFlightSend inFlightSend, SendResult result, CancellationToken cancellationToken)
    {
        var delivery = inFlightSend.Delivery;
        if (!inFlightSend.IsLearned)
            Learn(inFlightSend, result);
        inFlightSend.IsLearned = true;
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var settlement = new SendRecorder(services.GetRequiredService<AlertsDb>(), services.GetRequiredService<SubscriberStore>(), services.GetRequiredService<ChatReach>(), options, time);
        await settlement.WriteAsync(delivery, result, inFlightSend.CountedFailure, cancellationToken);
        if (result is SendResult.Throttled && _pace.AccountFreeAt is var free && free > time.GetUtcNow())
            await _lease.ParkAsync(services.GetRequiredService<AlertsDb>(), free, cancellationToken);
    }

    private void Learn(InFlightSend inFlightSend, SendResult result)
    {
        var (delivery, now) = (inFlightSend.Delivery, time.GetUtcNow());
        _refusedBecause = result is SendResult.AccountRefused refused ? refused.Reason : null;
        if (result is not (SendResult.Failed or SendResult.Unknown))
            _failures.Clear();
        else
            inFlightSend.CountedFailure = _failures.Add(delivery, now);
        NoteThrottle(delivery.Subscriber, result);
        switch (result)
        {
            case SendResult.Throttled throttled when throttled.WholeAccount || _throttled.Count >= ThrottledBeforePark:
                _pace.ParkAccount(now + throttled.RetryAfter);
                _pace.SlowDown();
                LogThrottled(logger, platform.Platform, platform.Account, throttled.RetryAfter);
                break;
            case SendResult.Throttled throttled:
                _pace.ParkChat(delivery.Subscriber.ChatId, now + throttled.RetryAfter);
                break;
            case SendResult.AccountRefused refusal:
                _pausedUntil = now + RefusedPause;
                LogRefused(logger, platform.Platform, platform.Account, refusal.Reason);
                break;
            case SendResult.Failed or SendResult.Unknown when _failures.AreOfTheAccount:
                var pause = FirstPause * Math.Pow(2, Math.Min(_failures.Beyond, 10));
                _pausedUntil = now + (pause < LongestPause ? pause : LongestPause);
                LogPaused(logger, platform.Platform, platform.Account, _failures.Chats);
                break;
        }

        if (result is not SendResult.Sent)
            LogNotSent(logger, delivery.Alert.Revision, delivery.Subscriber.Id, result);
    }

    private void NoteThrottle(Subscriber chat, SendResult result)
    {
        if (result is SendResult.Sent)
        {
            _throttled.Clear();
            _throttledByThemselves = 0;
        }
        else if (result is SendResult.Throttled { RetryAfter: var wait })
        {
            if (!_pace.Explains(chat.ChatId, platform.IsGroup(chat.Address), wait))
                _throttled.Add(chat.ChatId);
            else if (++_throttledByThemselves > ThrottledBeforeSlower)
                _pace.SlowDown();
        }
    }

    private void ReportWaiting()
    {
        var (state, reason) = (_refusedBecause, _pausedUntil > time.GetUtcNow()) switch
        {
            ({ } refusal, _) => (LaneState.Refused, refusal),
            (null, true) => (LaneState.Paused, $"{_failures.Chats} chats failed in a row"),
            _ => (LaneState.Waiting, null),
        };
        board.Report(platform.Platform, platform.Account, state, reason);
    }

    /// <summary>Everything that the database knows of it; what remains is the send alone.</summary>
    private async Task<Func<CancellationToken, Task<SendResult>>> PrepareAsync(PendingDelivery delivery, AlertsDb db, StoryReader stories, CancellationToken cancellationToken)
    {
        var (chat, edited) = (delivery.Subscriber.Address, delivery.EditedMessageId);
        if (delivery.ShowsItAlready)
            return _ => Task.FromResult<SendResult>(new SendResult.MessageGone("the message was sent as it is now"));
        if (delivery.Digest is { } digest)
        {
            var summary = messages.ForDigest(digest, await MessageStateReader.OfDigestAsync(delivery, digest, db, stories, cancellationToken), delivery.Subscriber, delivery.IsSilent) with
            {
                SwitchedOff = await SwitchedOffAsync(delivery, db, cancellationToken),
            };
            if (edited is null)
                return ct => platform.SendDigestAsync(chat, summary, ct);
            var over = delivery.Alert.Kind == AlertKind.Ended ? await MessageAsync() : null;
            return ct => EditAsync(chat, edited, platform.EditDigestAsync(chat, edited, summary, ct), over, ct);
        }

        var message = await MessageAsync();
        return (delivery.Alert.Kind, edited) switch
        {
            (AlertKind.New, _) => ct => platform.SendAsync(chat, message, ct),
            (_, { } id) => ct => EditAsync(chat, id, platform.EditAsync(chat, id, message, ct), delivery.Alert.Kind == AlertKind.Ended ? message : null, ct),
            _ when delivery.DeletedMessageId is not null => ct => platform.SendAsync(chat, message with { IsSilent = message.Priority != Priority.Urgent }, ct),
            // Which message it is nobody knows, nor whether it is there: a new one says so.
            _ when delivery.MayBeUnseen => ct => platform.SendAsync(chat, message with { MayBeUnseen = true, IsSilent = message.Priority != Priority.Urgent }, ct),
            _ => _ => Task.FromResult<SendResult>(new SendResult.MessageGone("there is no message to edit")),
        };

        async Task<AlertMessage> MessageAsync() => messages.ForAlert(await _content.OfAsync(delivery, db, stories, cancellationToken), delivery.Article, delivery.Subscriber) with
        {
            IsSilent = delivery.IsSilent,
            SwitchedOff = await SwitchedOffAsync(delivery, db, cancellationToken),
        };
    }

    /// <param name="announced">What is said aloud in answer to the message once it is edited; null: nothing.</param>
    private async Task<SendResult> EditAsync(ChatAddress chat, string messageId, Task<SendResult> edit, AlertMessage? announced, CancellationToken cancellationToken) =>
        // What could not be edited was answered already.
        await edit is SendResult.Sent sent && announced is not null && sent.MessageId == messageId
            ? await platform.AnnounceAsync(chat, messageId, announced, cancellationToken)
            : await edit;

    /// <summary>The patterns of the wish that brought it which are off: what comes unfiltered says why.</summary>
    private async Task<IReadOnlyList<string>> SwitchedOffAsync(PendingDelivery delivery, AlertsDb db, CancellationToken cancellationToken) =>
        delivery.Alert.Kind == AlertKind.New && delivery.Subscription?.FilterId is { } id
        && await db.Filters.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancellationToken) is { } filter
            ? patterns.OffAmong(filter.Include.Concat(filter.Exclude)) : [];

    private async Task<SendResult> SendAsync(Func<CancellationToken, Task<SendResult>> send, CancellationToken sending)
    {
        try
        {
            return await send(sending);
        }
        catch (OperationCanceledException) when (sending.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            // A platform answers with a result; if it throws, nobody knows how far it came.
            LogThrew(logger, e, platform.Platform, platform.Account);
            return new SendResult.Unknown($"{e.GetType().Name}: {e.Message}");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Platform}/{Account} asks for a pause of {Pause}")]
    private static partial void LogThrottled(ILogger logger, string platform, string account, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Platform}/{Account}: another node sends for it now")]
    private static partial void LogLost(ILogger logger, string platform, string account);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Platform}/{Account} is refused: {Reason}. Its alerts wait.")]
    private static partial void LogRefused(ILogger logger, string platform, string account, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Platform}/{Account}: sends to {Chats} chats failed in a row; its alerts wait a little")]
    private static partial void LogPaused(ILogger logger, string platform, string account, int chats);

    [LoggerMessage(Level = LogLevel.Information, Message = "Alert {Revision} for subscriber {Subscriber}: {Result}")]
    private static partial void LogNotSent(ILogger logger, long revision, long subscriber, SendResult result);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Platform}/{Account}: what became of alert {Revision} for subscriber {Subscriber} could not be written down; that chat waits, and it is tried again")]
    private static partial void LogUnwritten(ILogger logger, Exception exception, string platform, string account, long revision, long subscriber);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Platform}/{Account}: a send threw instead of answering")]
    private static partial void LogThrew(ILogger logger, Exception exception, string platform, string account);
}
