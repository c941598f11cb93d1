namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>
/// A group, channel or forum topic that a person manages from the private chat. It only fills a list: whether the person may is asked
/// of the platform at each change.
/// </summary>
public sealed class ManagedChat
{
    /// <summary>The private chat.</summary>
    public required long PersonId { get; init; }

    /// <summary>The managed one.</summary>
    public required long ChatId { get; init; }

    public DateTimeOffset At { get; init; }
}
