namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>A source that a chat has removed, with its choices, so that it can be restored as it was.</summary>
public sealed class LeftSource
{
    public long SubscriberId { get; init; }

    public required string SourceId { get; init; }

    public SubscriptionMode Mode { get; init; }

    public bool Silent { get; init; }

    public List<string> Include { get; init; } = [];

    public List<string> Exclude { get; init; } = [];

    public string? Language { get; init; }

    public long? FormatId { get; init; }

    public DateTimeOffset At { get; init; }
}
