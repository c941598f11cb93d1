namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>The words of lists, of feeds' own pages and of passing pages on.</summary>
internal sealed partial record PageTexts
{
    public string Share => IsChinese ? "分享" : "Share";

    public string CopyLink => IsChinese ? "复制链接" : "Copy link";

    public string ShareInTelegram => IsChinese ? "发到 Telegram" : "Send in Telegram";

    public string PagesOfList => IsChinese ? "翻页" : "Pages";

    public string NewerPage => IsChinese ? "较新的" : "Newer";

    public string OlderPage => IsChinese ? "更早的" : "Older";

    public string Verified => IsChinese ? "已核实的发布方" : "Verified publisher";

    /// <summary>The heading of a node's place in its tree.</summary>
    public string TreeBelow => IsChinese ? "上下级" : "Above and below";

    public string PublishedAt => IsChinese ? "发布：" : "Published: ";

    public string SeenAt => IsChinese ? "本站看到：" : "Seen here: ";

    public string SentAt => IsChinese ? "提醒发出：" : "Alert sent: ";

    public string LastSeen => IsChinese ? "最近收到：" : "Last received: ";

    public string ChangedAt => IsChinese ? "订阅源更新于：" : "Feed changed: ";

    public string FeedHint => IsChinese
        ? "这是给阅读器用的订阅源（feed）。把下面任一地址复制到阅读器里，新文章就会自动出现；下面是它现在的内容。"
        : "This is a feed for readers. Copy one of these addresses into your feed reader, and new articles will appear there by themselves. "
            + "Below is what it holds now.";

    public string PrivateFeedHint => IsChinese
        ? "这是您自己的订阅源，地址只有您知道，请不要分享。要换一个地址，在聊天里发送 /feed。"
        : "This feed is yours alone: keep its address to yourself. To get another one, send /feed in the chat.";

    public string InThisFeed => IsChinese ? "订阅源里的文章" : "In this feed";

    public string AsPage => IsChinese ? "在网页上看" : "Read as a page";

    public string FeedOf(string name) => IsChinese ? $"“{name}”的订阅源" : $"Feed of “{name}”";

    /// <param name="first">The place of the first one in the whole list.</param>
    /// <param name="last">The place of the last one.</param>
    /// <param name="total">The number of articles in the whole list.</param>
    /// <param name="isMore">True if counting ended before the end.</param>
    public string Part(int first, int last, int total, bool isMore) => (isMore, IsChinese) switch
    {
        (false, true) => $"第 {first}–{last} 篇，共 {total} 篇",
        (false, false) => $"{first}–{last} of {total} articles",
        (true, true) => $"第 {first}–{last} 篇，共 {MostCounted} 篇以上",
        (true, false) => $"{first}–{last} of more than {MostCounted} articles",
    };
}
