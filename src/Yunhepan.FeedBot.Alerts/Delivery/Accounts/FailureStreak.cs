using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Accounts;

/// <summary>How a failed send counts, and how long it waits for the next attempt.</summary>
/// <param name="CountsAttempt">True if the attempt counts towards the maximum of the delivery.</param>
/// <param name="Before">The number of failures before it, which determines the wait.</param>
/// <param name="Waits">The platform's own waits between attempts; null for the usual ones.</param>
internal readonly record struct CountedFailure(bool CountsAttempt, int Before, IReadOnlyList<TimeSpan>? Waits = null);

/// <summary>
/// Counts the chats that failed since a chat was last reached. Several failures mean that the account is in trouble. If only one
/// or two chats receive messages, the cause is unclear, so no message is given up before another chat was reached or a day has
/// passed.
/// </summary>
internal sealed class FailureStreak(TimeSpan giveUpAfter)
{
    private const int BeforePause = 3;

    private readonly Dictionary<long, DateTimeOffset> _since = [];
    private int _inARow;

    public int Chats => _since.Count;

    /// <summary>True if so many chats failed that the account is in trouble.</summary>
    public bool AreOfTheAccount => _since.Count >= BeforePause;

    /// <summary>The number of chats that failed beyond that threshold.</summary>
    public int Beyond => _since.Count - BeforePause;

    /// <summary>Ends the streak, because the platform answered for a chat.</summary>
    public void Clear()
    {
        _since.Clear();
        _inARow = 0;
    }

    public CountedFailure Add(Subscriber chat, int attempts, DateTimeOffset now)
    {
        _inARow++;
        var isFirst = _since.TryAdd(chat.Id, now);
        if (AreOfTheAccount)
            return new CountedFailure(false, attempts);
        return isFirst || now - _since[chat.Id] >= giveUpAfter
            ? new CountedFailure(true, attempts)
            : new CountedFailure(false, Math.Max(attempts, _inARow - 1));
    }
}
