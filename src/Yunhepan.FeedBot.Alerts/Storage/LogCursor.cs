namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>How far a reader of the revision log has come.</summary>
public sealed class LogCursor
{
    public required string Reader { get; init; }

    /// <summary>The number of the last revision dealt with.</summary>
    public long Position { get; set; }
}
