namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>Whom a failed send is counted against, and how long it waits for the next attempt.</summary>
/// <param name="CountsAttempt">It brings the message nearer to its end: others were reached, it was not.</param>
/// <param name="Before">So many failures came before it, for the length of the wait.</param>
internal readonly record struct Blame(bool CountsAttempt, int Before);

/// <summary>
/// The chats that failed since somebody was reached last. Several at once say that it is the account; where only one or two
/// are written to, nobody can tell, so that no message is given up before somebody else was reached or a day is over.
/// </summary>
internal sealed class Failures(TimeSpan giveUpAfter)
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

    public Blame Add(OnePiece piece, DateTimeOffset now)
    {
        _inARow++;
        var isFirst = _since.TryAdd(piece.Subscriber.Id, now);
        if (AreOfTheAccount)
            return new Blame(false, piece.Attempts);
        return isFirst || now - _since[piece.Subscriber.Id] >= giveUpAfter
            ? new Blame(true, piece.Attempts)
            : new Blame(false, Math.Max(piece.Attempts, _inARow - 1));
    }
}
