using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Why a delivery waits.</summary>
public enum HoldKind
{
    /// <summary>It waits for its turn: for the chat's rate limit, or behind others.</summary>
    Turn = 0,

    /// <summary>The platform asked for a pause.</summary>
    Throttled = 1,

    /// <summary>It waits after a failed attempt.</summary>
    Retry = 2,

    /// <summary>The account is refused.</summary>
    Account = 3,

    // The following four are collected beside the queue; DeliveryTables.GatheredSql depends on their order.

    /// <summary>It waits until the quiet hours end.</summary>
    Quiet = 4,

    /// <summary>It waits for the chat's digest.</summary>
    Digest = 5,

    /// <summary>The chat is paused.</summary>
    Paused = 6,

    /// <summary>The chat has too many waiting alerts, so they are summarised.</summary>
    Flood = 7,

    /// <summary>The chat was unreachable and rests.</summary>
    Rest = 8,

    /// <summary>Its message has begun to arrive, and the further parts of its text follow.</summary>
    Parts = 9,
}

/// <summary>
/// One alert for one chat that could not be sent at once. While a chat has any, all its later alerts queue behind them.
/// </summary>
public sealed class DeferredDelivery
{
    public long AlertRevision { get; init; }

    public long SubscriberId { get; init; }

    public required string Platform { get; init; }

    public required string Account { get; init; }

    public Priority Priority { get; init; }

    public DateTimeOffset DueAt { get; set; }

    public HoldKind Hold { get; set; }

    /// <summary>
    /// True if it waits beside the chat's queue: it blocks nothing, and is sent in one message with others of its kind. The
    /// database computes it from <see cref="Hold"/>.
    /// </summary>
    public bool IsGathered { get; private set; }

    /// <summary>The subscription that it matches; null for corrections.</summary>
    public TopicKey? Topic { get; set; }

    public int Attempts { get; set; }

    /// <summary>The article revision in a message that may have arrived, because there was no answer.</summary>
    public long? DoubtfulRevision { get; set; }

    public string? Reason { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
