using System.Diagnostics;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Why a delivery ended as it did, where the code decides by it. <see cref="Receipt.Reason"/> says it in words.</summary>
public enum ReceiptCause
{
    /// <summary>The article was withdrawn before it was sent.</summary>
    Withdrawn = 0,

    /// <summary>What it alerts of was over before it was sent.</summary>
    Over = 1,

    /// <summary>The chat did not want it any more when its turn came.</summary>
    NotWanted = 2,

    /// <summary>The article was gone from the store before it was sent.</summary>
    ArticleGone = 3,

    /// <summary>The chat had stopped.</summary>
    ChatStopped = 4,

    /// <summary>A retraction deleted the message: there is none to edit any more.</summary>
    MessageDeleted = 5,
}

/// <summary>Says causes in words.</summary>
internal static class ReceiptCauseText
{
    public static string Describe(this ReceiptCause cause) => cause switch
    {
        ReceiptCause.Withdrawn => "the article was withdrawn before it was sent",
        ReceiptCause.Over => "what it alerts of was over before it was sent",
        ReceiptCause.NotWanted => "no longer wanted when its turn came",
        ReceiptCause.ArticleGone => "the article was gone before it was sent",
        ReceiptCause.ChatStopped => "the chat had stopped",
        ReceiptCause.MessageDeleted => "the message was deleted",
        _ => throw new UnreachableException($"unknown cause {cause}"),
    };
}
