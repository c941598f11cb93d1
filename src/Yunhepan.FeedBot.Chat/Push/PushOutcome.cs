namespace Yunhepan.FeedBot.Chat.Push;

/// <summary>How soon a device should be woken (RFC 8030).</summary>
internal enum PushUrgency
{
    Low,
    Normal,
    High,
}

/// <summary>A message to one device.</summary>
/// <param name="Text">What is encrypted.</param>
/// <param name="Topic">A message that waits at the push service is replaced by a later one with the same topic.</param>
/// <param name="Lives">How long the push service keeps it for a device without a network.</param>
internal sealed record PushMessage(byte[] Text, string Topic, PushUrgency Urgency, TimeSpan Lives);

/// <summary>The answer of a push service.</summary>
internal abstract record PushOutcome
{
    private PushOutcome()
    {
    }

    public sealed record Accepted(TimeSpan Took) : PushOutcome;

    /// <summary>The device no longer exists there.</summary>
    public sealed record Gone : PushOutcome;

    public sealed record TooLarge : PushOutcome;

    /// <summary>It was not accepted now, and may be later.</summary>
    /// <param name="After">The wait that the push service asked for; null for none.</param>
    public sealed record Failed(string Reason, TimeSpan? After) : PushOutcome;
}
