using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Storage;

public enum FanOutState
{
    Open = 0,
    Finished = 1,

    /// <summary>A later edit of the same messages takes its place.</summary>
    Superseded = 2,
}

/// <summary>One alert on its way through the audience of one lane: a cursor instead of a row per recipient.</summary>
public sealed class FanOut
{
    public long Id { get; init; }

    public long AlertRevision { get; init; }

    public required string Platform { get; init; }

    public required string Account { get; init; }

    public Priority Priority { get; init; }

    /// <summary>Every subscriber up to this id is dealt with: has a receipt, a deferred delivery, or does not want it.</summary>
    public long Cursor { get; set; }

    public FanOutState State { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }
}
