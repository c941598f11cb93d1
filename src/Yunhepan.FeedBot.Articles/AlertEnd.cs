namespace Yunhepan.FeedBot.Articles;

/// <summary>How what an article alerted of came to its end.</summary>
public enum AlertEnd
{
    /// <summary>The person sought is found, is home, is safe (已找到, 平安回家).</summary>
    Found = 0,

    /// <summary>The search for somebody missing or wanted is over, and not all is well.</summary>
    SearchOver = 1,

    /// <summary>The warning is lifted (解除).</summary>
    Lifted = 2,

    /// <summary>A lower warning takes its place (降为蓝色).</summary>
    Lowered = 3,

    /// <summary>Who was wanted is caught or gave himself up (到案, 落网).</summary>
    Caught = 4,
}
