namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>The position of a reader in the revision log.</summary>
public sealed class LogCursor
{
    public required string Reader { get; init; }

    /// <summary>The number of the last processed revision.</summary>
    public long Position { get; set; }
}
