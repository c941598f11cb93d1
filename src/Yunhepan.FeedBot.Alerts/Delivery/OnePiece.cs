using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>One alert for one chat, ready to go.</summary>
/// <param name="Walk">The fan-out it belongs to; null when it had been deferred.</param>
/// <param name="EditedMessageId">For a correction: the message to edit.</param>
/// <param name="Attempts">Failed ones before this.</param>
internal sealed record OnePiece(
    Alert Alert, Article Article, Subscriber Subscriber, Walk? Walk, string? EditedMessageId, int Attempts);

/// <summary>An open fan-out as its lane walks it.</summary>
internal sealed class Walk(FanOut fanOut, Alert alert)
{
    private readonly SortedSet<long> _inTheAir = [];

    public FanOut FanOut { get; } = fanOut;

    public Alert Alert { get; } = alert;

    /// <summary>The last subscriber taken from the audience.</summary>
    public long Reached { get; private set; } = fanOut.Cursor;

    /// <summary>All up to here are dealt with: what the cursor in the database may say.</summary>
    public long SettledHaving(long reached) => _inTheAir.Count == 0 ? reached : _inTheAir.Min - 1;

    /// <summary>Nobody was left in the audience at the last look.</summary>
    public bool Ended { get; set; }

    public bool HasInTheAir => _inTheAir.Count > 0;

    public void Take(long subscriberId) => Reached = subscriberId;

    public void Launch(long subscriberId)
    {
        Reached = subscriberId;
        _inTheAir.Add(subscriberId);
    }

    /// <summary>What the cursor may say once this one has landed.</summary>
    public long SettledWithout(long subscriberId)
    {
        var others = _inTheAir.Where(id => id != subscriberId).Take(1).ToArray();
        return others.Length == 0 ? Reached : others[0] - 1;
    }

    public void Land(long subscriberId) => _inTheAir.Remove(subscriberId);
}
