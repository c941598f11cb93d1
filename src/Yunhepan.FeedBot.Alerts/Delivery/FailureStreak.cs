namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>Whom a failed send is counted against, and how long it waits for the next attempt.</summary>
/// <param name="CountsAttempt">It brings the message nearer to its end: others were reached, it was not.</param>
/// <param name="Before">So many failures came before it, for the length of the wait.</param>
internal readonly record struct CountedFailure(bool CountsAttempt, int Before);

/// <summary>
/// The chats that failed since somebody was reached last. Several at once say that it is the account; where only one or two
/// are written to, nobody can tell, so that no message is given up before somebody else was reached or a day is over.
/// </summary>
internal sealed class FailureStreak(TimeSpan giveUpAfter)
{
    private const int BeforePause = 3;

    private readonly Dictionary<long, DateTimeOffset> _since = [];
    private int _inARow;

    public int Chats => _since.Count;

    /// <summary>So many chats failed that it is not theirs: the account pauses.</summary>
    public bool AreOfTheAccount => _since.Count >= BeforePause;

    /// <summary>So many more than it takes for that.</summary>
    public int Beyond => _since.Count - BeforePause;

    /// <summary>Somebody was reached, or at least answered for.</summary>
    public void Clear()
    {
        _since.Clear();
        _inARow = 0;
    }

    public CountedFailure Add(PendingDelivery delivery, DateTimeOffset now)
    {
        _inARow++;
        var isFirst = _since.TryAdd(delivery.Subscriber.Id, now);
        if (AreOfTheAccount)
            return new CountedFailure(false, delivery.Attempts);
        return isFirst || now - _since[delivery.Subscriber.Id] >= giveUpAfter
            ? new CountedFailure(true, delivery.Attempts)
            : new CountedFailure(false, Math.Max(delivery.Attempts, _inARow - 1));
    }
}
