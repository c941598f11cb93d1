using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Why an article has raised no alert, or none yet.</summary>
public enum SilentBecause
{
    /// <summary>It was already there at its source's first poll.</summary>
    FirstPoll,

    /// <summary>It was too old when it was found, or when its alert would have been raised.</summary>
    TooOld,

    /// <summary>The log has not been read up to it.</summary>
    NotYet,

    /// <summary>Its fan-out is in progress and has not reached this chat.</summary>
    OnItsWay,

    /// <summary>The chat followed the topic only after the alert.</summary>
    FollowedLater,

    /// <summary>
    /// The chat follows the topic, but at its turn something kept the article out that no longer applies: muted, filtered or
    /// paused.
    /// </summary>
    NotWantedThen,

    /// <summary>The chat has paused all alerts.</summary>
    Stopped,
}

/// <summary>One event of an article for one chat: it was held, or was completed.</summary>
/// <param name="At">When it happened; for a hold that continues, its end.</param>
public sealed record ExplainedStep(AlertKind Kind, DateTimeOffset At, DeliveryOutcome? Outcome, HoldKind? Hold, string? Reason,
    ReceiptCause? Cause = null)
{
    /// <summary>True if it waited and the chat no longer wanted it at its turn.</summary>
    public bool WasUnwanted => Cause == ReceiptCause.NotWanted;

    /// <summary>True if it waited and was withdrawn before its turn.</summary>
    public bool WasWithdrawn => Cause == ReceiptCause.Withdrawn;

    /// <summary>True if it waited and its subject had ended before its turn.</summary>
    public bool WasOver => Cause == ReceiptCause.Over;
}

/// <summary>The evidence that put an article into a category.</summary>
public enum FilingEvidence
{
    /// <summary>Evidence of another kind.</summary>
    Other,

    /// <summary>The category of its source.</summary>
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

    /// <summary>Another article of its story is in the category.</summary>
    Story,
}

/// <param name="Category">The name of the category in the reader's language.</param>
/// <param name="What">The decisive word, section or path.</param>
public sealed record FiledUnder(string Category, FilingEvidence Evidence, string What)
{
    /// <summary>Parses a reason in its stored form: <c>source</c>, <c>title: 寻人</c>…</summary>
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

    /// <summary>The followed topics that the article is about.</summary>
    public IReadOnlyList<Topic> Matched { get; init; } = [];

    public Topic? MutedBy { get; init; }

    /// <summary>The followed topic whose filter keeps the article out.</summary>
    public Topic? FilteredBy { get; init; }

    /// <summary>The title of the article of the same story that alerted instead.</summary>
    public string? RepostOf { get; init; }

    /// <summary>The events in order of time.</summary>
    public IReadOnlyList<ExplainedStep> Steps { get; init; } = [];

    /// <summary>Why there are no events; null if there are some, or if the chat did not want the article.</summary>
    public SilentBecause? Silence { get; init; }

    public bool WasWithdrawn { get; init; }
}
