namespace Yunhepan.FeedBot.Alerts;

public enum SubscriberState
{
    Active = 0,

    /// <summary>Asked to stop (/stop); subscriptions are kept.</summary>
    Stopped = 1,

    /// <summary>Cannot be reached (blocked, kicked); comes back when its people do.</summary>
    Unreachable = 2,
}

/// <summary>A chat.</summary>
public sealed class Subscriber
{
    public long Id { get; init; }

    public required string Platform { get; init; }

    public required string Account { get; init; }

    public required string ChatId { get; set; }

    /// <summary>Empty when the chat has no topics: part of a unique key, where null would not collide.</summary>
    public string ThreadId { get; set; } = "";

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "zh";

    public SubscriberState State { get; set; }

    /// <summary>Why it cannot be reached.</summary>
    public string? StateReason { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public ChatAddress Address => new(Platform, Account, ChatId, ThreadId.Length == 0 ? null : ThreadId);
}

/// <summary>One wish of one chat.</summary>
public sealed class Subscription
{
    public long SubscriberId { get; init; }

    public TopicKind TopicKind { get; init; }

    public required string TopicId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
