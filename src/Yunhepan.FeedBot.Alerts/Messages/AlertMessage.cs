using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>How the matter of an alert came to its end.</summary>
public enum AlertEnding
{
    /// <summary>The person who was sought is found (已找到, 平安).</summary>
    Found = 0,

    /// <summary>The search is over, and not all is well.</summary>
    SearchOver = 1,

    /// <summary>The warning is lifted (解除).</summary>
    Lifted = 2,

    /// <summary>A lower warning takes its place.</summary>
    Lowered = 3,

    /// <summary>The person who was wanted is caught (到案).</summary>
    Caught = 4,
}

/// <summary>The same story at another source.</summary>
/// <param name="Name">The source, in the reader's language.</param>
/// <param name="Url">Absolute http(s) address; null when it has none.</param>
public sealed record AlsoAt(string Name, string? Url);

/// <summary>One article as a chat shows it. Plain text throughout: each platform escapes for itself.</summary>
public sealed record AlertMessage
{
    public AlertKind Kind { get; init; } = AlertKind.New;

    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>How it ended; null while it has not.</summary>
    public AlertEnding? EndedAs { get; init; }

    /// <summary>
    /// True when name, picture and telephone of a person who was found are removed; the picture of a sent message goes too.
    /// </summary>
    public bool IsForgotten { get; init; }

    public required Guid ArticleId { get; init; }

    /// <summary>The last change of the article that the message shows: a higher number is a later state.</summary>
    public long Revision { get; init; }

    /// <summary>The number of the alert, as logs and commands name it; null where no alert brings the article.</summary>
    public long? Alert { get; init; }

    public required string Title { get; init; }

    public string? Summary { get; init; }

    /// <summary>The whole text, in paragraphs; null when none is known.</summary>
    public string? Text { get; init; }

    /// <summary>Absolute http(s) address of the article at its source.</summary>
    public string? Url { get; init; }

    /// <summary>The source it was read from, in the reader's language.</summary>
    public required string SourceName { get; init; }

    /// <summary>The source as a topic: what its reader can mute.</summary>
    public TopicKey? Source { get; init; }

    /// <summary>The original publisher of a repost (来源).</summary>
    public string? OriginName { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>In the chat's time zone, or in the site's; a day without a time as the source stated it.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>True when the time of day is known; otherwise the day alone is shown.</summary>
    public bool PublishedHasTime { get; init; }

    /// <summary>Category names in the reader's language.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    public string? ImageUrl { get; init; }

    /// <summary>Where else the same story stands (另见), the newest last.</summary>
    public IReadOnlyList<AlsoAt> AlsoAt { get; init; } = [];

    /// <summary>Absolute http(s) address of the article at this site; null where nobody else can open it.</summary>
    public string? PageUrl { get; init; }

    /// <summary>Why the operator took it down, for readers; null for what its source withdrew.</summary>
    public string? TakenDownBecause { get; init; }

    /// <summary>The licence of its text, where its source states one: a notice, and where it can be read.</summary>
    public (string Notice, string? Url)? Licence { get; init; }

    /// <summary>True when the full text can be read here.</summary>
    public bool HasFullText { get; init; }

    /// <summary>True when it arrives without a sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>True when the reader may have an earlier message about the article whose id is not known.</summary>
    public bool MayBeUnseen { get; init; }

    /// <summary>Patterns of the filter it came through that are off: it was not filtered by them.</summary>
    public IReadOnlyList<string> SwitchedOff { get; init; } = [];

    /// <summary>What changed, a line each, in the reader's language; for corrections.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>The reader's language: <c>zh</c> or <c>en</c>.</summary>
    public required string Language { get; init; }
}
