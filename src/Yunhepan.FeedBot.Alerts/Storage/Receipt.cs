namespace Yunhepan.FeedBot.Alerts.Storage;

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

    /// <summary>No longer wanted, withdrawn or outdated before it could go; the reason says which.</summary>
    Dropped = 5,

    /// <summary>Told in a digest or in the line that sums up what came too thick; the message id is that of the digest.</summary>
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

    /// <summary>The platform's id of the message, by which a correction finds it.</summary>
    public string? MessageId { get; init; }

    /// <summary>
    /// For a new alert: the article as the message showed it, by the number of its last revision; null: not shown, or not known.
    /// Without a message id: so it was in a message whose answer never came, and which may have arrived.
    /// </summary>
    public long? ArticleRevision { get; init; }

    /// <summary>A message about the article is in the chat, or may be: corrections are for whoever reads there.</summary>
    internal bool MayHaveArrived => MessageId is not null || ArticleRevision is not null;

    /// <summary>When it was sent, or its fate was known.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>Why it ended so, where the code decides by it; null: the outcome says all.</summary>
    public ReceiptCause? Cause { get; init; }

    public string? Reason { get; init; }

    /// <summary>What the chat follows that it was sent for; null for corrections.</summary>
    public TopicKey? Topic { get; init; }

    /// <summary>Failed attempts before this.</summary>
    public int Attempts { get; init; }

    /// <summary>When it had to wait: since when.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>When it had to wait: the last reason for it.</summary>
    public HoldKind? Held { get; init; }

    /// <summary>
    /// The message was composed when a correction was known already: its reader never saw it otherwise. Of old receipts only
    /// the time is known.
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
