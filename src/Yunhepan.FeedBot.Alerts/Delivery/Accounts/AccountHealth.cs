using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Accounts;

/// <summary>
/// Tracks the health of the account from the platform's responses: whether it is refused, too fast or unreachable. It pauses or
/// slows down the account accordingly.
/// </summary>
internal sealed partial class AccountHealth(LaneAccount account, ILogger logger)
{
    private const int ThrottledBeforePark = 3;

    // If this many chats in a row are throttled by their own limits without a success between them, the account slows down as a
    // precaution.
    private const int ThrottledBeforeSlower = 10;

    private static readonly BackOff Pauses = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(2));
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(1);

    private readonly FailureStreak _failures = new(account.Options.GiveUpAfter);

    // If each chat has a server of its own, the failures of one say nothing about the others.
    private readonly Dictionary<long, FailureStreak> _failuresOfChats = [];

    // The chats that were throttled since the last success although their own limit does not explain it: several of them mean
    // that the account is too fast.
    private readonly HashSet<string> _throttled = [];
    private int _throttledByThemselves;
    private DateTimeOffset _pausedUntil;
    private string? _refusedBecause;

    /// <summary>When the account may send again.</summary>
    public DateTimeOffset FreeAt => _pausedUntil > account.Pace.AccountFreeAt ? _pausedUntil : account.Pace.AccountFreeAt;

    /// <summary>True while the account may be in trouble, so that only one message at a time is tried.</summary>
    public bool IsDoubtful => _failures.AreOfTheAccount || _refusedBecause is not null;

    /// <summary>Updates the health from one response of the platform.</summary>
    /// <param name="attempts">The number of failed attempts before this one.</param>
    /// <returns>How a failure counts; the default value for any other result.</returns>
    public CountedFailure Learn(Subscriber chat, int attempts, SendResult result)
    {
        var now = account.Now;
        var failure = default(CountedFailure);
        _refusedBecause = result is SendResult.AccountRefused refused ? refused.Reason : null;
        if (result is not (SendResult.Failed or SendResult.Unknown))
            StreakOf(chat).Clear();
        else if (account.Platform.Capabilities.RetryWaits is { } waits)
            failure = new CountedFailure(true, attempts, waits);
        else
            failure = StreakOf(chat).Add(chat, attempts, now);
        NoteThrottle(chat, result);
        switch (result)
        {
            case SendResult.Throttled throttled when throttled.WholeAccount || _throttled.Count >= ThrottledBeforePark:
                account.Pace.ParkAccount(now + throttled.RetryAfter);
                account.Pace.SlowDown();
                LogThrottled(logger, account.Platform.Platform, account.Platform.Account, throttled.RetryAfter);
                break;
            case SendResult.Throttled throttled:
                account.Pace.ParkChat(chat.ChatId, now + throttled.RetryAfter);
                break;
            case SendResult.AccountRefused refusal:
                _pausedUntil = now + RefusedPause;
                LogRefused(logger, account.Platform.Platform, account.Platform.Account, refusal.Reason);
                break;
            case SendResult.Failed or SendResult.Unknown when _failures.AreOfTheAccount:
                _pausedUntil = now + Pauses.After(_failures.Beyond + 1);
                LogPaused(logger, account.Platform.Platform, account.Platform.Account, _failures.Chats);
                break;
        }

        return failure;
    }

    /// <summary>Reports that the lane sends, or why it waits.</summary>
    public void Report(bool isSending)
    {
        var (state, reason) = (isSending, _refusedBecause, _pausedUntil > account.Now) switch
        {
            (true, _, _) => (LaneState.Sending, null),
            (_, { } refusal, _) => (LaneState.Refused, refusal),
            (_, null, true) => (LaneState.Paused, $"{_failures.Chats} chats failed in a row"),
            _ => (LaneState.Waiting, null),
        };
        account.Report(state, reason);
    }

    private FailureStreak StreakOf(Subscriber chat)
    {
        if (account.Platform.Capabilities.HasOneServer)
            return _failures;
        if (!_failuresOfChats.TryGetValue(chat.Id, out var own))
            _failuresOfChats[chat.Id] = own = new FailureStreak(account.Options.GiveUpAfter);
        return own;
    }

    private void NoteThrottle(Subscriber chat, SendResult result)
    {
        if (result is SendResult.Sent)
        {
            _throttled.Clear();
            _throttledByThemselves = 0;
        }
        else if (result is SendResult.Throttled { RetryAfter: var wait } && account.Platform.Capabilities.HasOneServer)
        {
            if (!account.Pace.Explains(chat.ChatId, account.Platform.IsGroup(chat.Address), wait))
                _throttled.Add(chat.ChatId);
            else if (++_throttledByThemselves > ThrottledBeforeSlower)
                account.Pace.SlowDown();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Platform}/{Account} asks for a pause of {Pause}")]
    private static partial void LogThrottled(ILogger logger, string platform, string account, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Platform}/{Account} is refused: {Reason}. Its alerts wait.")]
    private static partial void LogRefused(ILogger logger, string platform, string account, string reason);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Platform}/{Account}: sends to {Chats} chats failed in a row; its alerts wait for a short time")]
    private static partial void LogPaused(ILogger logger, string platform, string account, int chats);
}
