namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>A post on its way to a chat, written together with the post, so that no crash loses it.</summary>
public sealed class QuestionDelivery
{
    public long Id { get; init; }

    public long QuestionId { get; init; }

    public long PostId { get; init; }

    /// <summary>The chat that receives it.</summary>
    public long SubscriberId { get; set; }

    /// <summary>True if the chat receives it as one that answers; false for who asked.</summary>
    public bool IsToDesk { get; init; }

    /// <summary>
    /// When it is sent, or sent again if the process that sends it dies or the outcome is unknown; null when nothing more is sent.
    /// </summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The number of failed attempts.</summary>
    public int Attempts { get; set; }

    /// <summary>The platform's id of the message, by which a reply to it finds the question; null if it was not sent.</summary>
    public string? MessageId { get; set; }

    public DateTimeOffset? SentAt { get; set; }
}

/// <summary>A chat whose questions a desk does not take any more.</summary>
public sealed class QuestionBlock
{
    public long SubscriberId { get; set; }

    /// <summary>The publisher whose desk blocked it; empty for the operators.</summary>
    public required string DeskId { get; init; }

    public DateTimeOffset At { get; init; }
}
