namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>What a chat was told about a source that it follows, so that it hears everything once.</summary>
public sealed class ToldSource
{
    public long SubscriberId { get; init; }

    public required string SourceId { get; init; }

    /// <summary>The trouble that the chat knows of; null for none.</summary>
    public SourceStep? Trouble { get; set; }

    /// <summary>The new address that it knows of; null for none.</summary>
    public string? MovedTo { get; set; }

    /// <summary>When something was said last.</summary>
    public DateTimeOffset SayingAt { get; set; }
}
