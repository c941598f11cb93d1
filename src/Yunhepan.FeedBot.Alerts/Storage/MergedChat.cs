namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>A chat that was merged into another: its pending deliveries belong to that one.</summary>
public sealed class MergedChat
{
    /// <summary>The number that it had.</summary>
    public long Id { get; init; }

    /// <summary>The number of the chat that replaces it.</summary>
    public long Into { get; set; }

    public DateTimeOffset At { get; init; }
}
