using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Storage;

public enum SubscriptionMode
{
    /// <summary>Sent as soon as possible.</summary>
    Instant = 0,

    /// <summary>Sent with the others of its day or week.</summary>
    Digest = 1,

    /// <summary>Never sent, whatever else the chat follows.</summary>
    Muted = 2,
}

/// <summary>One topic that one chat follows or mutes, with its options.</summary>
public sealed class Subscription
{
    public long SubscriberId { get; init; }

    public TopicKind TopicKind { get; init; }

    public required string TopicId { get; init; }

    public SubscriptionMode Mode { get; set; }

    /// <summary>True if it arrives without a sound.</summary>
    public bool Silent { get; set; }

    /// <summary>The <see cref="WordFilter"/>that an article must pass; null for none.</summary>
    public long? FilterId { get; set; }

    /// <summary>The <see cref="StoredFormat"/> of its messages; null for that of its chat.</summary>
    public long? FormatId { get; set; }

    /// <summary>
    /// The end of the mute. Null means for ever with <see cref="SubscriptionMode.Muted"/>, otherwise not muted. A followed topic keeps
    /// its options while it is muted, so that it returns unchanged.
    /// </summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>The value of <see cref="Until"/> for a followed topic that is muted until it is unmuted.</summary>
    public static DateTimeOffset NoEnd { get; } = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The word as the chat wrote it.</summary>
    public string? Written { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its options last changed; null if they are as created.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    public TopicKey Topic => new(TopicKind, TopicId);
}
