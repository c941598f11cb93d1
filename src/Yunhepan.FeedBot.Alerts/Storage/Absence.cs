namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>A time in which nothing was sent to a chat: it could not be reached, or had stopped.</summary>
public sealed class Absence
{
    public long Id { get; init; }

    public long SubscriberId { get; set; }

    /// <summary><see cref="SubscriberState.Stopped"/> or <see cref="SubscriberState.Unreachable"/>.</summary>
    public SubscriberState State { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset From { get; init; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? Until { get; set; }
}
