using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>The same story at another source.</summary>
/// <param name="Name">The name of the source in the reader's language.</param>
/// <param name="Url">The absolute http(s) address; null if it has none.</param>
public sealed record AlsoAt(string Name, string? Url);

public enum MediaKind
{
    Video,
    Audio,
}

/// <summary>A video or an audio file of an article, by its absolute http(s) address.</summary>
public sealed record AlertMedia(MediaKind Kind, string Url);

/// <summary>One article in the form for a chat. All texts are plain, because each platform escapes by itself.</summary>
public sealed record AlertMessage
{
    public AlertKind Kind { get; init; } = AlertKind.New;

    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>How it ended; null if it has not ended.</summary>
    public AlertEnd? EndedAs { get; init; }

    /// <summary>
    /// True if name, picture and telephone of a person who was found are removed; the picture of a sent message is removed too.
    /// </summary>
    public bool IsForgotten { get; init; }

    /// <summary>True if it looks for a person, missing or wanted.</summary>
    public bool SeeksPerson { get; init; }

    public required Guid ArticleId { get; init; }

    /// <summary>The last change of the article that the message shows: a higher number is a later state.</summary>
    public long Revision { get; init; }

    /// <summary>The number of the alert, as logs and commands name it; null where no alert brings the article.</summary>
    public long? Alert { get; init; }

    public required string Title { get; init; }

    /// <summary>The title before all corrections; null if it was not corrected.</summary>
    public string? TitleBefore { get; init; }

    public string? Summary { get; init; }

    /// <summary>The whole text in paragraphs; null if unknown.</summary>
    public string? Text { get; init; }

    /// <summary>The absolute http(s) address of the article at its source.</summary>
    public string? Url { get; init; }

    /// <summary>The name of its source in the reader's language.</summary>
    public required string SourceName { get; init; }

    /// <summary>The source as a topic, which the reader can mute.</summary>
    public TopicKey? Source { get; init; }

    /// <summary>The original publisher of a repost (来源).</summary>
    public string? OriginName { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>
    /// The publication date in the chat's time zone, or in the site's; a day without a time as the source stated it.
    /// </summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>True if the time of day is known; otherwise only the day is shown.</summary>
    public bool PublishedHasTime { get; init; }

    /// <summary>Category names in the reader's language.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The name of the category that says most about it, an urgent one first; null if it is in none.</summary>
    public string? Category { get; init; }

    public string? ImageUrl { get; init; }

    /// <summary>Its further pictures, for those who want all of them.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];

    /// <summary>Its video and audio, for those who want all pictures.</summary>
    public IReadOnlyList<AlertMedia> Media { get; init; } = [];

    /// <summary>The other members of the story (另见), newest last.</summary>
    public IReadOnlyList<AlsoAt> AlsoAt { get; init; } = [];

    /// <summary>The absolute http(s) address of the article at this site; null if others cannot open it.</summary>
    public string? PageUrl { get; init; }

    /// <summary>The reason for a take-down, for readers; null if the source withdrew the article.</summary>
    public string? TakenDownBecause { get; init; }

    /// <summary>The source's own words of why it withdrew the article; null if there are none.</summary>
    public string? WithdrawnInWords { get; init; }

    /// <summary>The licence of its text, if its source states one: a notice and an address.</summary>
    public (string Notice, string? Url)? Licence { get; init; }

    /// <summary>True if the full text can be read here.</summary>
    public bool HasFullText { get; init; }

    /// <summary>True if it arrives without a sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>True if the reader may have an earlier message about the article whose id is unknown.</summary>
    public bool MayBeUnseen { get; init; }

    /// <summary>The patterns of the matching filter that are off, so that they did not filter it.</summary>
    public IReadOnlyList<string> SwitchedOff { get; init; } = [];

    /// <summary>The changes of a correction, one line each, in the reader's language.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>How its reader wants it to look.</summary>
    public MessageFormat Format { get; init; } = MessageFormat.Usual;

    /// <summary>
    /// How it is shown: an urgent alert is shown whole, unless its reader has chosen the format for urgent alerts too.
    /// </summary>
    public MessageFormat ShownAs => Priority == Priority.Urgent ? Format.ForUrgent() : Format;

    /// <summary>The reader's language: <c>zh</c> or <c>en</c>.</summary>
    public required string Language { get; init; }
}
