using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

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

    /// <summary>The story its article tells: a story alerts once.</summary>
    public Guid StoryId { get; init; }

    public AlertKind Kind { get; init; }

    public Priority Priority { get; init; }

    /// <summary>Followers of any of these get it, each written as <c>kind:id</c>.</summary>
    public List<string> Topics { get; init; } = [];

    /// <summary>What changed, each written as <c>field before after</c> separated by U+001F; for corrections.</summary>
    public List<string> Changes { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>A withdrawal was taken back: nothing was corrected by that.</summary>
    internal bool Restores => Kind == AlertKind.Corrected && Changes.Exists(c => ChangeLine.Parse(c).Field == ArticleStore.RestoredField);

    /// <summary>What was withdrawn, came to its end or lost its validity before it was sent is not sent.</summary>
    internal bool IsCurrent(Article article, DateTimeOffset now) => Kind switch
    {
        AlertKind.Withdrawn => true,
        AlertKind.New => article.WithdrawnAt is null && !article.HasEnded && !Validity.IsOver(article, now),
        _ => article.WithdrawnAt is null,
    };
}

public enum FanOutState
{
    Open = 0,
    Finished = 1,

    /// <summary>A later edit of the same messages takes its place.</summary>
    Superseded = 2,
}

/// <summary>The walk of one alert through the audience of one lane: a cursor instead of a row per recipient.</summary>
public sealed class FanOut
{
    public long Id { get; init; }

    public long AlertRevision { get; init; }

    public required string Platform { get; init; }

    public required string Account { get; init; }

    public Priority Priority { get; init; }

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

    /// <summary>No longer wanted, withdrawn or outdated before it could go; the reason says which.</summary>
    Dropped = 5,

    /// <summary>Told in a digest or in the line that sums up what came too thick; the message id is that of the digest.</summary>
    Digested = 6,
}

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

/// <summary>What became of one alert in one chat.</summary>
public sealed class Receipt
{
    /// <summary>The reason of a retraction for which the message was deleted: there is none to edit any more.</summary>
    internal const string MessageDeleted = "the message was deleted";

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

    public string? Reason { get; init; }

    /// <summary>What the chat follows that it was sent for, as <c>kind:id</c>; null for corrections.</summary>
    public string? Topic { get; init; }

    /// <summary>Failed attempts before this.</summary>
    public int Attempts { get; init; }

    /// <summary>When it had to wait: since when.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>When it had to wait: the last reason for it.</summary>
    public HoldKind? Held { get; init; }

    /// <summary>The message was composed when a correction was known already: its reader never saw it otherwise. Of old receipts only the time is known.</summary>
    internal bool Shows(Alert correction) => (correction.Kind, ArticleRevision) switch
    {
        (AlertKind.AlsoAt or AlertKind.Corrected or AlertKind.Ended, { } shown) => shown >= correction.Revision,
        (AlertKind.AlsoAt, null) => SentAt >= correction.CreatedAt,
        (AlertKind.Corrected, null) => SentAt > correction.CreatedAt,
        _ => false,
    };
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

    /// <summary>Waits beside the chat's queue: it holds up nothing, and goes as one message with its like. Computed by the database from <see cref="Hold"/>.</summary>
    public bool IsGathered { get; private set; }

    /// <summary>What the chat follows that it is for, as <c>kind:id</c>.</summary>
    public string? Topic { get; set; }

    public int Attempts { get; set; }

    /// <summary>A message that showed the article in this revision may have arrived: its answer never came.</summary>
    public long? DoubtfulRevision { get; set; }

    public string? Reason { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Which node sends for an account, and the number that fences off everyone before it.</summary>
public sealed class LaneOwner
{
    public required string Platform { get; init; }

    public required string Account { get; init; }

    /// <summary>The process that has it; null when it was given back.</summary>
    public string? Owner { get; set; }

    /// <summary>One more at each change of hands; who holds an older one must not send.</summary>
    public long Epoch { get; set; }

    /// <summary>One more with each sign of life: when it stands still, the owner is gone.</summary>
    public long Beat { get; set; }

    /// <summary>The platform asked the whole account to wait until then.</summary>
    public DateTimeOffset? ParkedUntil { get; set; }
}
