namespace Yunhepan.FeedBot.Articles.Storage;

public enum ComplaintOutcome
{
    Open = 0,

    /// <summary>The article was taken down.</summary>
    TakenDown = 1,

    Rejected = 2,
}

/// <summary>Somebody asks the operator to take an article down.</summary>
public sealed class Complaint
{
    public long Id { get; init; }

    /// <summary>Of the article.</summary>
    public required Guid PublicId { get; init; }

    /// <summary>Of the article when the complaint came.</summary>
    public required string Title { get; init; }

    public required string Text { get; init; }

    /// <summary>How to answer, as its writer states it; null when they would rather not say.</summary>
    public string? Contact { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>When it must be answered.</summary>
    public DateTimeOffset DueAt { get; init; }

    public ComplaintOutcome Outcome { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The log has said that it is overdue.</summary>
    public bool IsReminded { get; set; }
}
