namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>What the bot has asked a chat for; the next text that the chat writes is the answer.</summary>
public sealed class OpenQuestion
{
    public long SubscriberId { get; init; }

    /// <summary>The command line that the answer completes, such as <c>add 12</c>.</summary>
    public required string Command { get; init; }

    public DateTimeOffset At { get; init; }
}
