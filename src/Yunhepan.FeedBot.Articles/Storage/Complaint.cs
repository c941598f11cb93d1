namespace Yunhepan.FeedBot.Articles.Storage;

public enum ComplaintOutcome
{
    Open = 0,

    /// <summary>The article was taken down.</summary>
    TakenDown = 1,

    Rejected = 2,
}

/// <summary>A request to the operator to take an article down.</summary>
public sealed class Complaint
{
    public long Id { get; init; }

    /// <summary>The public id of the article.</summary>
    public required Guid PublicId { get; init; }

    /// <summary>The title of the article when the complaint was filed.</summary>
    public required string Title { get; init; }

    public required string Text { get; init; }

    /// <summary>How to contact the writer; null if they prefer not to say.</summary>
    public string? Contact { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>When it must be answered.</summary>
    public DateTimeOffset DueAt { get; init; }

    public ComplaintOutcome Outcome { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>True if the log has reported it as overdue.</summary>
    public bool IsReminded { get; set; }
}
