namespace Yunhepan.FeedBot.Alerts.Storage;

public enum QuestionState
{
    /// <summary>Written, and not sent yet: its writer is asked to whom, or whether an article answers it.</summary>
    Draft = 0,

    /// <summary>It waits for an answer: to the question, or to what was added last.</summary>
    Open = 1,

    Answered = 2,

    Closed = 3,
}

/// <summary>A question of a reader to a publisher. Its number is all that the publisher knows of who asks.</summary>
public sealed class Question
{
    public long Id { get; init; }

    /// <summary>The chat that asks; 0 if it was erased.</summary>
    public long SubscriberId { get; set; }

    /// <summary>The publisher; null in a draft whose writer has not chosen one; empty for this site itself.</summary>
    public string? PublisherId { get; set; }

    /// <summary>The publisher whose desk has it now; empty for the operators.</summary>
    public string DeskId { get; set; } = "";

    /// <summary>The article that it is about; null for none.</summary>
    public long? ArticleId { get; set; }

    public QuestionState State { get; set; }

    /// <summary>True if somebody may have seen who is sought.</summary>
    public bool IsUrgent { get; init; }

    public DateTimeOffset AskedAt { get; set; }

    /// <summary>When anybody said something last.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Since when the desk that has it owes an answer; null if it owes none.</summary>
    public DateTimeOffset? WaitsSince { get; set; }

    /// <summary>When that desk was reminded last.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    public DateTimeOffset? HandedUpAt { get; set; }

    public DateTimeOffset? FirstAnswerAt { get; set; }

    /// <summary>True if who asked agrees that question and answer become public.</summary>
    public bool AskerAgrees { get; set; }

    /// <summary>When the desk agreed too, which made public what was said until then; null if it is not public.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
}
