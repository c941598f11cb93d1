using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>
/// What of a title counts when two readings of it are compared: not the counts of comments, readers and likes, nor the rank in a
/// list, which sites put before or behind it and change with each visit. A number within the sentence always counts.
/// </summary>
internal static partial class TitleSubstance
{
    public static bool Same(string title, string other) =>
        title == other || ArticleIdentity.ContentHash(Of(title), "") == ArticleIdentity.ContentHash(Of(other), "");

    /// <param name="title">As the source has it.</param>
    /// <param name="text">A rank that the text speaks of too is no rank: "No. 3 reactor".</param>
    public static string Of(string title, string text = "")
    {
        var rest = title.Trim();
        // Several may follow each other: "#3 Title | 12 comments (340)".
        for (var times = 0; times < 4; times++)
        {
            var less = Strip(Strip(rest, Count, ""), Rank, text);
            if (less.Length == rest.Length)
                break;
            rest = less;
        }

        return rest;
    }

    private static string Strip(string title, Regex pattern, string text)
    {
        var match = pattern.Match(title);
        if (!match.Success || (text.Length > 0 && match.Groups["rank"] is { Success: true } rank && text.Contains(rank.Value.Trim(), StringComparison.OrdinalIgnoreCase)))
            return title;
        var rest = title.Remove(match.Index, match.Length).Trim();
        // A title that is nothing but a count is what it is.
        return rest.Any(char.IsLetter) ? rest : title;
    }

    private const string Figure = @"\d[\d,.]*\s*(?:[kKmMwW]\b|[万亿千])?\+?";

    private const string English = @"(?:comments?|replies|reply|responses?|views?|reads?|likes?|points?|votes?|upvotes?|shares?|claps?|hits?|answers?|retweets?|reposts?|downloads?|readers?)";

    private const string Chinese = "(?:阅读|浏览|点击|访问|人气|评论|跟帖|跟贴|回复|回帖|点赞|赞|分享|收藏|转发|转载|热度|播放|围观|参与|留言|查看|关注|热搜|看过)";

    private const string Counted =
        "(?:" + Chinese + @"(?:量|数|次数|人数|率|榜)?\s*[:：]?\s*第?\s*" + Figure + @"\s*(?:次|人|条|℃|度|位|名|遍|个)?"
        + "|(?:共|已有)?" + Figure + @"\s*(?:次|人|条|个|位|人次)?\s*" + Chinese + "(?:量|数)?"
        + @"|" + Figure + @"\s*" + English
        + "|" + English + @"\s*[:(]?\s*" + Figure + @"\)?"
        + @"|(?:🔥|👍|💬|👁️?|❤️?|⭐|★|☆|♥️?|🔁|📈|👀|🗨️?|▲|△|↑)\s*" + Figure
        + @"|(?:No\.?|№|Top|#)\s*\d{1,4})";

    // In brackets anywhere at the edge; without brackets only where a separator, or in Chinese a space, sets it off.
    [GeneratedRegex(
        @"\s*[(（\[【]\s*(?:" + Counted + @"(?:\s*[,，/|·]\s*" + Counted + @")*|(?!(?:19|20)\d\d\s*[)）\]】])\d{1,7})\s*[)）\]】]\s*$"
        + @"|^\s*[(（\[【]\s*" + Counted + @"\s*[)）\]】]\s*"
        + @"|\s*[|｜·•—–]\s*" + Counted + @"\s*$|\s+-\s+" + Counted + @"\s*$|^\s*" + Counted + @"\s*[|｜·•—–]\s*|^\s*" + Counted + @"\s+-\s+"
        + @"|[\s　]+(?:" + Chinese + @"(?:量|数|次数|人数)?\s*[:：]?\s*" + Figure + @"\s*(?:次|人|条|℃|度)?|" + Figure + @"\s*(?:次|人|条|个)\s*" + Chinese + @")\s*$"
        + @"|^\s*(?:" + Chinese + @"(?:量|数|次数|人数)?\s*[:：]\s*" + Figure + @"\s*(?:次|人|条|℃|度)?|" + Figure + @"\s*(?:次|人|条|个)\s*" + Chinese + @")[\s　]+"
        + @"|\s*(?:🔥|👍|💬|👁️?|❤️?|⭐|★|☆|♥️?|🔁|📈|👀|🗨️?|▲|△|↑)\s*" + Figure + @"\s*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Count { get; }

    // Before the sentence. "No. 3 reactor" goes on in small letters or with what is counted: that is the sentence.
    [GeneratedRegex(
        @"^\s*(?:(?<rank>(?:[Nn][Oo]\.?|№|[Tt](?:op|OP)|#)\s*\d{1,4})(?:\s*[:：.、|｜·—–)）\]】-]+\s*|\s+(?![\p{Ll}0-9])(?![号线机组楼车炉井矿台泵船桥库路人名岁]))"
        + @"|(?<rank>(?:🔥|👍|⭐|📈|🏆|👀)\s*\d{1,6})\s+(?![\p{Ll}0-9])(?![人名岁死伤起户家位例个辆条])"
        + @"|\d{1,3}\s*(?:[、)）．]\s*(?!\d)|\.\s+(?!\d)|\.(?=\p{IsCJKUnifiedIdeographs}))"
        + @"|(?<rank>热搜(?:榜)?\s*第?\s*\d{1,3}(?:位|名)?)\s*[:：|｜·\s　])",
        RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Rank { get; }
}
