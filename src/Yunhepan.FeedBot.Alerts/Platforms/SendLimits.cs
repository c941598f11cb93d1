namespace Yunhepan.FeedBot.Alerts.Platforms;

public enum LimitScope
{
    /// <summary>All messages of the account.</summary>
    Account,

    /// <summary>The messages to one chat, group or not.</summary>
    Chat,

    /// <summary>The messages to one group.</summary>
    Group,

    /// <summary>The messages to one chat for which the operator states a limit.</summary>
    Own,
}

/// <summary>Allows at most a number of messages in any time span of a length.</summary>
public sealed record SendLimit(LimitScope Scope, int Count, TimeSpan Span);

/// <summary>The rates at which one account may send.</summary>
/// <param name="PerSecond">The messages per second over all chats.</param>
/// <param name="PerChatPerSecond">The messages per second to one private chat.</param>
/// <param name="PerGroupPerMinute">The messages per minute to one group.</param>
public sealed record SendLimits(double PerSecond, double PerChatPerSecond, double PerGroupPerMinute)
{
    /// <summary>Limits of a platform that sets none.</summary>
    public static SendLimits None { get; } = new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>The number of seconds whose messages a chat may receive at once.</summary>
    public int ChatBurstSeconds { get; init; } = 3;

    /// <summary>
    /// True to spread the account's messages evenly over the second. In bursts a delay would affect all following messages, and
    /// an urgent one would wait for the next burst.
    /// </summary>
    public bool IsSpread { get; init; }

    /// <summary>Further limits of a platform, such as 250 per day or 5 in two seconds.</summary>
    public IReadOnlyList<SendLimit> Further { get; init; } = [];
}
