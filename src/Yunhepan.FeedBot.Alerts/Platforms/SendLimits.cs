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

/// <summary>Allows at most a number of messages in any span of a length.</summary>
public sealed record SendLimit(LimitScope Scope, int Count, TimeSpan Span);

/// <summary>The rates at which one account may send.</summary>
/// <param name="PerSecond">Messages a second over all chats.</param>
/// <param name="PerChatPerSecond">Messages a second to one private chat.</param>
/// <param name="PerGroupPerMinute">Messages a minute to one group.</param>
public sealed record SendLimits(double PerSecond, double PerChatPerSecond, double PerGroupPerMinute)
{
    /// <summary>The platform sets no limit.</summary>
    public static SendLimits None { get; } = new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>How many seconds' worth of messages a chat may get at once.</summary>
    public int ChatBurstSeconds { get; init; } = 3;

    /// <summary>
    /// The account's messages go evenly over the second instead of in bursts, where a hiccup would delay all that follow in
    /// the burst, and what is urgent would wait for the next.
    /// </summary>
    public bool IsSpread { get; init; }

    /// <summary>Further limits of a platform, such as 250 a day or 5 in two seconds.</summary>
    public IReadOnlyList<SendLimit> Further { get; init; } = [];
}
