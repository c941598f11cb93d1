namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>What the last file of subscriptions of a chat holds, until the chat decides.</summary>
public sealed class SourceImport
{
    public long Id { get; init; }

    public long SubscriberId { get; init; }

    /// <summary>The ids of known sources.</summary>
    public List<string> Known { get; init; } = [];

    /// <summary>The addresses of new ones.</summary>
    public List<string> Urls { get; init; } = [];

    /// <summary>What the file calls them, in the same order; empty for nothing.</summary>
    public List<string> Titles { get; init; } = [];

    public DateTimeOffset At { get; init; }
}
