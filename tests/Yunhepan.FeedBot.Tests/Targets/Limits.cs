namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>A number of requests at once, and then one in each span of time.</summary>
internal sealed class TokenBucket(int most, TimeSpan refill, TimeProvider time)
{
    private double _left = most;
    private DateTimeOffset _at = time.GetUtcNow();

    /// <returns>Null if the request is allowed, otherwise the wait for the next one.</returns>
    public TimeSpan? Take()
    {
        var now = time.GetUtcNow();
        (_left, _at) = (Math.Min(most, _left + ((now - _at) / refill)), now);
        if (_left < 1)
            return refill * (1 - _left);
        _left--;
        return null;
    }
}

/// <summary>A number of requests in each span of time, counted from the span's own beginnings.</summary>
internal sealed class SpanCounter(int most, TimeSpan span, TimeProvider time)
{
    private long _number;
    private int _count;

    public DateTimeOffset Reset => new((_number + 1) * span.Ticks, TimeSpan.Zero);

    /// <returns>False if it is one too many.</returns>
    public bool Take()
    {
        var number = time.GetUtcNow().UtcTicks / span.Ticks;
        (_number, _count) = (number, number == _number ? _count + 1 : 1);
        return _count <= most;
    }
}
