using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Why a delivery waits.</summary>
public enum HoldKind
{
    /// <summary>For the chat's turn: its budget, or others before it.</summary>
    Turn = 0,

    /// <summary>The platform asked to wait.</summary>
    Throttled = 1,

    /// <summary>After a failed attempt.</summary>
    Retry = 2,

    /// <summary>The account is refused.</summary>
    Account = 3,

    // The four from here are gathered: AlertsDb.GatheredSql.

    /// <summary>Until the quiet hours end.</summary>
    Quiet = 4,

    /// <summary>For the chat's digest.</summary>
    Digest = 5,

    /// <summary>The chat is paused.</summary>
    Paused = 6,

    /// <summary>The chat falls behind: summed up.</summary>
    Flood = 7,

    /// <summary>The chat could not be reached and rests.</summary>
    Rest = 8,
}

/// <summary>One alert for one chat that could not go at once. While a chat has any, all its later alerts queue behind them.</summary>
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
    /// Waits beside the chat's queue: it holds up nothing, and goes as one message with its like. Computed by the database from
    /// <see cref="Hold"/>.
    /// </summary>
    public bool IsGathered { get; private set; }

    /// <summary>The subscription that it is for; null for corrections.</summary>
    public TopicKey? Topic { get; set; }

    public int Attempts { get; set; }

    /// <summary>A message that showed the article in this revision may have arrived: its answer never came.</summary>
    public long? DoubtfulRevision { get; set; }

    public string? Reason { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
