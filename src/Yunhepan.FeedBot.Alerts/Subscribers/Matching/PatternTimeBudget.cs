using System.Diagnostics;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>Limits the time spent waiting for patterns; spent time is restored only gradually.</summary>
/// <param name="most">The most time at once.</param>
/// <param name="share">The share of elapsed time that is restored.</param>
internal sealed class PatternTimeBudget(TimeSpan most, double share = 0)
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _most = most;
    private TimeSpan _left = most;
    private long _seenAt = Stopwatch.GetTimestamp();

    public TimeSpan Left
    {
        get
        {
            lock (_lock)
                return Refilled();
        }
    }

    public void Spend(TimeSpan waited)
    {
        lock (_lock)
            _left = Refilled() - waited;
    }

    private TimeSpan Refilled()
    {
        var filled = _left + (Stopwatch.GetElapsedTime(_seenAt) * share);
        _seenAt = Stopwatch.GetTimestamp();
        return _left = filled < _most ? filled : _most;
    }
}
