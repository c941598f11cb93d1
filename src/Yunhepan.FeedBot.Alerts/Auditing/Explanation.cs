using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Why an article has not alerted at all, or not yet.</summary>
public enum SilentBecause
{
    /// <summary>It was there when its source was first read.</summary>
    FirstPoll,

    /// <summary>Published too long ago to be news when it was found, or when its alert was to be raised.</summary>
    TooOld,

    /// <summary>The log has not been read as far.</summary>
    NotYet,

    /// <summary>Its audience is being walked and this chat's turn has not come.</summary>
    OnItsWay,

    /// <summary>The chat follows what it is about only since after its alert.</summary>
    FollowedLater,

    /// <summary>
    /// The chat follows what it is about, but when its turn came something kept the article out that is so no more: muted,
    /// filtered or paused.
    /// </summary>
    NotWantedThen,

    /// <summary>The chat has paused all alerts.</summary>
    Stopped,
}

/// <summary>One thing that happened to an article for one chat: it was held, or came to an end.</summary>
/// <param name="At">When it happened; for a hold that lasts, until when.</param>
public sealed record ExplainedStep(AlertKind Kind, DateTimeOffset At, DeliveryOutcome? Outcome, HoldKind? Hold, string? Reason,
    ReceiptCause? Cause = null)
{
    /// <summary>It waited, and the chat did not want it any more when its turn came.</summary>
    public bool WasUnwanted => Cause == ReceiptCause.NotWanted;

    /// <summary>It waited, and was withdrawn before its turn came.</summary>
    public bool WasWithdrawn => Cause == ReceiptCause.Withdrawn;

    /// <summary>It waited, and what it alerts of was over before its turn came.</summary>
    public bool WasOver => Cause == ReceiptCause.Over;
}

/// <summary>What put an article into a category.</summary>
public enum FilingEvidence
{
    /// <summary>Evidence of another kind.</summary>
    Other,

    /// <summary>Its source belongs there.</summary>
    Source,

    /// <summary>The section of its site.</summary>
    Section,

    /// <summary>A word in its title.</summary>
    Title,

    /// <summary>A word in title or text.</summary>
    Word,

    /// <summary>Several words in title or text.</summary>
    Words,

    /// <summary>A part of its address.</summary>
    Path,

    /// <summary>Another article of its story is there.</summary>
    Story,
}

/// <param name="Category">In the reader's language.</param>
/// <param name="What">The word, section or path that decided.</param>
public sealed record FiledUnder(string Category, FilingEvidence Evidence, string What)
{
    /// <summary>Reads a reason as the store keeps it: <c>source</c>, <c>title: 寻人</c>…</summary>
    internal static FiledUnder Parse(string category, string reason)
    {
        var colon = reason.IndexOf(": ", StringComparison.Ordinal);
        var (kind, what) = colon < 0 ? (reason, reason) : (reason[..colon], reason[(colon + 2)..]);
        var evidence = Enum.GetValues<FilingEvidence>().FirstOrDefault(e => kind.Equals(e.ToString(), StringComparison.OrdinalIgnoreCase));
        return new FiledUnder(category, evidence, what);
    }
}

/// <summary>What happened to one article for one chat, and why.</summary>
public sealed record Explanation
{
    public required AlertMessage Article { get; init; }

    public required DateTimeOffset SeenAt { get; init; }

    public IReadOnlyList<FiledUnder> Filed { get; init; } = [];

    /// <summary>What the chat follows that the article is about.</summary>
    public IReadOnlyList<Topic> Matched { get; init; } = [];

    public Topic? MutedBy { get; init; }

    /// <summary>Followed, but its filter keeps the article out.</summary>
    public Topic? FilteredBy { get; init; }

    /// <summary>The title of the article of the same story that alerted instead.</summary>
    public string? RepostOf { get; init; }

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<ExplainedStep> Steps { get; init; } = [];

    /// <summary>Null when there are steps, or the chat wanted nothing.</summary>
    public SilentBecause? Silence { get; init; }

    public bool WasWithdrawn { get; init; }
}
