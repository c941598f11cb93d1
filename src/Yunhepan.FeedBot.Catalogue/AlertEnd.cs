using System.Diagnostics;

namespace Yunhepan.FeedBot.Catalogue;

/// <summary>How the subject of an alert came to its end.</summary>
public enum AlertEnd
{
    /// <summary>The missing person was found, is home, or is safe (已找到, 平安回家).</summary>
    Found = 0,

    /// <summary>The search for a missing or wanted person is over, but not with a good outcome.</summary>
    SearchOver = 1,

    /// <summary>The warning is lifted (解除).</summary>
    Lifted = 2,

    /// <summary>A lower warning replaces it (降为蓝色).</summary>
    Lowered = 3,

    /// <summary>The wanted person was caught or surrendered (到案, 落网).</summary>
    Caught = 4,
}

/// <summary>The sign of an end in messages, pages and feeds.</summary>
public static class AlertEndSign
{
    /// <summary>Returns a tick only for a good end: a search may be over because somebody was found dead.</summary>
    public static string For(AlertEnd end) => end switch
    {
        AlertEnd.Found or AlertEnd.Lifted or AlertEnd.Caught => "✅",
        AlertEnd.SearchOver => "◾",
        AlertEnd.Lowered => "🔽",
        _ => throw new UnreachableException($"no sign for the alert end {end}"),
    };
}
