using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Accounts;

/// <summary>Says whom a failed send is counted against, and how long it waits for the next attempt.</summary>
/// <param name="CountsAttempt">True when the attempt counts towards the most that a delivery has.</param>
/// <param name="Before">The number of failures before it, from which the length of the wait follows.</param>
internal readonly record struct CountedFailure(bool CountsAttempt, int Before);

/// <summary>
/// Counts the chats that failed since a chat was last reached. Several say that the account is in trouble; where only one or two
/// are written to, nobody can tell, so that no message is given up before somebody else was reached or a day is over.
/// </summary>
internal sealed class FailureStreak(TimeSpan giveUpAfter)
{
    private const int BeforePause = 3;

    private readonly Dictionary<long, DateTimeOffset> _since = [];
    private int _inARow;

    public int Chats => _since.Count;

    /// <summary>True when so many chats failed that the account is in trouble.</summary>
    public bool AreOfTheAccount => _since.Count >= BeforePause;

    /// <summary>How many chats failed beyond the number that this takes.</summary>
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
