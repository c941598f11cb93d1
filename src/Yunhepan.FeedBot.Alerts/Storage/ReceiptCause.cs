using System.Diagnostics;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>
/// The cause of a delivery's outcome, where the code depends on it. <see cref="Receipt.Reason"/> states it in words.
/// </summary>
public enum ReceiptCause
{
    /// <summary>The article was withdrawn before it was sent.</summary>
    Withdrawn = 0,

    /// <summary>The subject of the alert had ended before it was sent.</summary>
    Over = 1,

    /// <summary>The chat no longer wanted it at its turn.</summary>
    NotWanted = 2,

    /// <summary>The article was deleted from the store before it was sent.</summary>
    ArticleGone = 3,

    /// <summary>The chat had stopped.</summary>
    ChatStopped = 4,

    /// <summary>A retraction deleted the message, so it cannot be edited any more.</summary>
    MessageDeleted = 5,
}

/// <summary>Describes causes in words.</summary>
internal static class ReceiptCauseText
{
    public static string Describe(this ReceiptCause cause) => cause switch
    {
        ReceiptCause.Withdrawn => "the article was withdrawn before it was sent",
        ReceiptCause.Over => "the subject of the alert was over before it was sent",
        ReceiptCause.NotWanted => "no longer wanted when its turn came",
        ReceiptCause.ArticleGone => "the article was gone before it was sent",
        ReceiptCause.ChatStopped => "the chat had stopped",
        ReceiptCause.MessageDeleted => "the message was deleted",
        _ => throw new UnreachableException($"unknown cause {cause}"),
    };
}
