namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>A period in which nothing was sent to a chat, because it was unreachable or had stopped.</summary>
public sealed class Absence
{
    public long Id { get; init; }

    public long SubscriberId { get; set; }

    /// <summary>The state: <see cref="SubscriberState.Stopped"/> or <see cref="SubscriberState.Unreachable"/>.</summary>
    public SubscriberState State { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset From { get; init; }

    /// <summary>The end of the period; null while it lasts.</summary>
    public DateTimeOffset? Until { get; set; }
}
