namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>The stages of an added source; the numbers are stored.</summary>
public enum AddedSourceState
{
    /// <summary>It was found for one chat, which has not decided yet.</summary>
    Found = 0,

    /// <summary>A chat wants to follow it, and an operator must decide.</summary>
    Waiting = 1,

    /// <summary>It is polled while somebody follows it, and only its followers see its articles.</summary>
    Approved = 2,

    /// <summary>An operator has listed it: it is a source like those of feeds.json.</summary>
    Listed = 3,

    /// <summary>An operator has refused it.</summary>
    Refused = 4,
}

/// <summary>A source that a chat has found or added. From <see cref="AddedSourceState.Waiting"/> on, an address has one row.</summary>
public sealed class AddedSource
{
    public long Id { get; init; }

    /// <summary>The id in the catalogue. It is random: only the followers of an unlisted source know it.</summary>
    public required string SourceId { get; init; }

    /// <summary>The chat that found or added it.</summary>
    public long SubscriberId { get; set; }

    public required string Url { get; init; }

    /// <summary>The selector of the list that was chosen on a page with several; null for the one that the engine finds.</summary>
    public string? Items { get; init; }

    /// <summary>The address and the list in the form in which equal sources have equal keys.</summary>
    public required string Key { get; init; }

    /// <summary>The name that a person gave it, or the title of its document, or its host.</summary>
    public required string Name { get; set; }

    /// <summary>True if a person named it; otherwise the title of its document prevails.</summary>
    public bool IsNamed { get; set; }

    /// <summary>The category under which an operator has listed it.</summary>
    public string? CategoryId { get; set; }

    public AddedSourceState State { get; set; }

    /// <summary>The titles of the newest articles when it was found.</summary>
    public List<string> Newest { get; init; } = [];

    /// <summary>The file of subscriptions with which it came; null if it came alone.</summary>
    public long? ImportId { get; set; }

    /// <summary>When it was found or, later, added.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>When an operator decided; null if none had to.</summary>
    public DateTimeOffset? DecidedAt { get; set; }
}
