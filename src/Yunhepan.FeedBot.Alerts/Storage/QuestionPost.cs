namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>What a post says.</summary>
public enum QuestionStep
{
    /// <summary>The question.</summary>
    Asked = 0,

    /// <summary>Who asked goes on.</summary>
    Added = 1,

    Answered = 2,

    ClosedByAsker = 3,

    ClosedByDesk = 4,

    /// <summary>It went to the desk above, because nobody answered.</summary>
    HandedUp = 5,

    /// <summary>A desk is reminded of all that it owes an answer.</summary>
    Reminder = 6,

    /// <summary>The desk is asked whether it may be public.</summary>
    ConsentAsked = 7,

    Published = 8,
}

/// <summary>One thing that was said about a question.</summary>
public sealed class QuestionPost
{
    public long Id { get; init; }

    public long QuestionId { get; init; }

    public QuestionStep Step { get; init; }

    /// <summary>The words of a person; empty for what the service says.</summary>
    public string Text { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>
    /// The message in which it was written, as the platform names it: what is received again, or edited, is not sent again. Null where
    /// nothing arrives twice.
    /// </summary>
    public string? WrittenIn { get; init; }
}
