namespace Yunhepan.FeedBot.Alerts.Storage;

public enum AlertKind
{
    New,

    /// <summary>The article changed: sent messages are edited in place (更正).</summary>
    Corrected,

    /// <summary>The source withdrew it: sent messages are struck (撤回).</summary>
    Withdrawn,

    /// <summary>Another source tells the same story: it is appended to sent messages (另见).</summary>
    AlsoAt,

    /// <summary>
    /// What it alerted of is over (已找到, 已解除, 已到案), or is not over after all: sent messages are edited and answered aloud.
    /// </summary>
    Ended,

    /// <summary>Of a message alone, never of an alert: it was withdrawn, stands again, and nothing in it was corrected.</summary>
    Restored,
}
