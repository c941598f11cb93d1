using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Storage;

public enum FanOutState
{
    Open = 0,
    Finished = 1,

    /// <summary>A later edit of the same messages replaces it.</summary>
    Superseded = 2,
}

/// <summary>The progress of one alert through the audience of one lane: a cursor instead of a row per recipient.</summary>
public sealed class FanOut
{
    public long Id { get; init; }

    public long AlertRevision { get; init; }

    public required string Platform { get; init; }

    public required string Account { get; init; }

    public Priority Priority { get; init; }

    /// <summary>
    /// All subscribers up to this id are processed: they have a receipt or a deferred delivery, or do not want the alert.
    /// </summary>
    public long Cursor { get; set; }

    public FanOutState State { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }
}
