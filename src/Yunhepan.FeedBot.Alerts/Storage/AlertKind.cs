namespace Yunhepan.FeedBot.Alerts.Storage;

public enum AlertKind
{
    New,

    /// <summary>The article changed: sent messages are edited in place (更正).</summary>
    Corrected,

    /// <summary>The source withdrew the article: sent messages are struck through (撤回).</summary>
    Withdrawn,

    /// <summary>Another source reports the same story: it is appended to sent messages (另见).</summary>
    AlsoAt,

    /// <summary>
    /// The subject of the alert has ended (已找到, 已解除, 已到案), or has not ended after all: sent messages are edited, with an audible
    /// reply.
    /// </summary>
    Ended,

    /// <summary>Used for a message, never for an alert: the article was withdrawn and is restored without a correction.</summary>
    Restored,
}
