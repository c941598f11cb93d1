namespace Yunhepan.FeedBot.Alerts.Storage;

public enum DeliveryOutcome
{
    Sent = 0,

    /// <summary>The platform will never accept this message in this chat.</summary>
    Rejected = 1,

    /// <summary>Given up after the last attempt: a dead letter.</summary>
    GivenUp = 2,

    /// <summary>There was no answer, and the option says not to send again.</summary>
    InDoubt = 3,

    /// <summary>The chat could not be reached.</summary>
    Unreachable = 4,

    /// <summary>No longer wanted, withdrawn or outdated before it was sent; the reason says which.</summary>
    Dropped = 5,

    /// <summary>Included in a digest or in the summary of a flood; the message id is that of the digest.</summary>
    Digested = 6,
}

/// <summary>What outcomes mean.</summary>
internal static class DeliveryOutcomes
{
    /// <summary>Those of dead letters: it did not reach who wanted it.</summary>
    public static DeliveryOutcome[] Dead { get; } =
        [DeliveryOutcome.Rejected, DeliveryOutcome.GivenUp, DeliveryOutcome.InDoubt, DeliveryOutcome.Unreachable];
}

/// <summary>What became of one alert in one chat.</summary>
public sealed class Receipt
{
    public long AlertRevision { get; init; }

    public long SubscriberId { get; init; }

    public long ArticleId { get; init; }

    public AlertKind Kind { get; init; }

    public DeliveryOutcome Outcome { get; init; }

    /// <summary>The platform's id of the message, by which a correction edits it.</summary>
    public string? MessageId { get; init; }

    /// <summary>
    /// For a new alert: the revision of the article in the message; null if it was not shown or is unknown. Without a message id:
    /// the revision in a message without an answer, which may have arrived.
    /// </summary>
    public long? ArticleRevision { get; init; }

    /// <summary>True if a message about the article is or may be in the chat, so that corrections must be sent there.</summary>
    internal bool MayHaveArrived => MessageId is not null || ArticleRevision is not null;

    /// <summary>When it was sent, or when its outcome was known.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>The cause of the outcome, where the code depends on it; null if the outcome says everything.</summary>
    public ReceiptCause? Cause { get; init; }

    public string? Reason { get; init; }

    /// <summary>The followed topic that it was sent for; null for corrections.</summary>
    public TopicKey? Topic { get; init; }

    /// <summary>The <see cref="StoredFormat"/> in which it was sent, so that a correction looks the same; null for the usual one.</summary>
    public long? FormatId { get; init; }

    /// <summary>The number of failed attempts before this outcome.</summary>
    public int Attempts { get; init; }

    /// <summary>If it had to wait: the start of the wait.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>If it had to wait: the last reason.</summary>
    public HoldKind? Held { get; init; }

    /// <summary>
    /// Returns true if the message was composed when a correction was already known, so that its reader never saw another
    /// version. For receipts without a revision only the time decides.
    /// </summary>
    internal bool Shows(Alert correction) => (correction.Kind, ArticleRevision) switch
    {
        (AlertKind.AlsoAt or AlertKind.Corrected or AlertKind.Ended, { } shown) => shown >= correction.Revision,
        (AlertKind.AlsoAt, null) => SentAt >= correction.CreatedAt,
        (AlertKind.Corrected, null) => SentAt > correction.CreatedAt,
        (AlertKind.New or AlertKind.Withdrawn or AlertKind.Ended, _) => false,
        _ => throw new System.Diagnostics.UnreachableException($"unknown kind {correction.Kind}"),
    };
}
