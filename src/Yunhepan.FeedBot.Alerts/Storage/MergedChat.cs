namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>A chat that became one with another: what is still under way for it is that one's.</summary>
public sealed class MergedChat
{
    /// <summary>The number it had.</summary>
    public long Id { get; init; }

    /// <summary>The number of the chat that it is now.</summary>
    public long Into { get; set; }

    public DateTimeOffset At { get; init; }
}
