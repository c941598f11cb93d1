namespace Yunhepan.FeedBot.Alerts.Platforms;

public enum LimitScope
{
    /// <summary>All that the account sends.</summary>
    Account,

    /// <summary>What it sends to one chat, group or not.</summary>
    Chat,

    /// <summary>What it sends to one group.</summary>
    Group,
}

/// <summary>At most so many messages in any such span.</summary>
public sealed record SendLimit(LimitScope Scope, int Count, TimeSpan Span);

/// <summary>The rates one account may send at.</summary>
/// <param name="PerSecond">Messages a second over all chats.</param>
/// <param name="PerChatPerSecond">Messages a second to one private chat.</param>
/// <param name="PerGroupPerMinute">Messages a minute to one group.</param>
public sealed record SendLimits(double PerSecond, double PerChatPerSecond, double PerGroupPerMinute)
{
    /// <summary>No limit: the platform is ours.</summary>
    public static SendLimits None { get; } = new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>How many seconds' worth a chat may get at once.</summary>
    public int ChatBurstSeconds { get; init; } = 3;

    /// <summary>
    /// The account's messages go evenly over the second instead of in bursts, where a hiccup would delay all that follow in
    /// the burst, and what is urgent would wait for the next.
    /// </summary>
    public bool IsSpread { get; init; }

    /// <summary>What else a platform counts: 250 a day, 5 in two seconds…</summary>
    public IReadOnlyList<SendLimit> Further { get; init; } = [];
}
