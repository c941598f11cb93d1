namespace Yunhepan.FeedBot.Alerts;

/// <summary>How far a reader of the revision log has come.</summary>
public sealed class LogCursor
{
    public required string Reader { get; init; }

    /// <summary>The number of the last revision dealt with.</summary>
    public long Position { get; set; }
}

/// <summary>One revision that must reach people. Who they are is found while it is sent.</summary>
public sealed class Alert
{
    /// <summary>The number of the revision it came from.</summary>
    public long Revision { get; init; }

    public long ArticleId { get; init; }

    public AlertKind Kind { get; init; }

    public AlertPriority Priority { get; init; }

    /// <summary>Followers of any of these get it, each written as <c>kind:id</c>.</summary>
    public List<string> Topics { get; init; } = [];

    /// <summary>What changed, each written as <c>field before after</c> separated by U+001F; for corrections.</summary>
    public List<string> Changes { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }
}

public enum FanOutState
{
    Open = 0,
    Finished = 1,
}

/// <summary>The walk of one alert through the audience of one lane: a cursor instead of a row per recipient.</summary>
public sealed class FanOut
{
    public long Id { get; init; }

    public long AlertRevision { get; init; }

    public required string Platform { get; init; }

    public required string Account { get; init; }

    public AlertPriority Priority { get; init; }

    /// <summary>Every subscriber up to this id is dealt with: has a receipt, a deferred delivery, or no wish for it.</summary>
    public long Cursor { get; set; }

    public FanOutState State { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }
}

public enum DeliveryOutcome
{
    Sent = 0,

    /// <summary>The platform will never accept this message in this chat.</summary>
    Rejected = 1,

    /// <summary>Given up after the last attempt: a dead letter.</summary>
    GivenUp = 2,

    /// <summary>The answer never came, and the option says not to send again.</summary>
    InDoubt = 3,

    /// <summary>The chat could not be reached.</summary>
    Unreachable = 4,
}

/// <summary>What became of one alert in one chat.</summary>
public sealed class Receipt
{
    public long AlertRevision { get; init; }

    public long SubscriberId { get; init; }

    public long ArticleId { get; init; }

    public AlertKind Kind { get; init; }

    public DeliveryOutcome Outcome { get; init; }

    /// <summary>The platform's id of the message, by which a correction finds it.</summary>
    public string? MessageId { get; init; }

    public DateTimeOffset SentAt { get; init; }

    public string? Reason { get; init; }
}

/// <summary>One alert for one chat that could not go at once. While a chat has any, all its later alerts queue behind them.</summary>
public sealed class DeferredDelivery
{
    public long AlertRevision { get; init; }

    public long SubscriberId { get; init; }

    public required string Platform { get; init; }

    public required string Account { get; init; }

    public AlertPriority Priority { get; init; }

    public DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }

    public string? Reason { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
