namespace Yunhepan.FeedBot.TelegramEmulator.Limits;

/// <summary>A token bucket that fills at a steady rate.</summary>
internal sealed class TokenBucket(double capacity, double perSecond, DateTimeOffset start)
{
    private double spent;
    private DateTimeOffset filledAt = start;

    /// <summary>How long until that many tokens are there; zero when they are.</summary>
    public TimeSpan WaitFor(double count, DateTimeOffset now)
    {
        spent = Math.Max(0, spent - (Math.Max(0, (now - filledAt).TotalSeconds) * perSecond));
        filledAt = now;
        var missing = Math.Min(count, capacity) - (capacity - spent);
        // The sum of many small refills may be slightly less than a whole token.
        return missing <= 1e-9 ? TimeSpan.Zero : TimeSpan.FromSeconds(missing / perSecond);
    }

    public void Take(double count) => spent += count;
}
