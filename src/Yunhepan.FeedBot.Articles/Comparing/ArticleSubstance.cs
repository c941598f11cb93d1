using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Comparing;

/// <summary>
/// Extracts the part of a text that counts when two readings are compared: it omits counters, relative times, adverts and calls
/// to follow, which pages insert among the paragraphs and change with each visit.
/// </summary>
internal static partial class ArticleSubstance
{
    /// <summary>No list of other articles below a heading has more lines.</summary>
    private const int MostLinks = 40;

    public static bool Same(string title, string text, string otherTitle, string otherText) =>
        SubstanceHash.Compute("", Extract(text)) == SubstanceHash.Compute("", Extract(otherText))
            && TitleSubstance.SameOver(otherText, title, otherTitle);

    /// <summary>Returns the text without what does not count.</summary>
    public static string Extract(string text) => string.Join('\n', WithoutLinks(text)
        .Select(line => RelativeTime.Replace(Counter.Replace(SettledAddress.In(Spacing.Replace(line, " ")), ""), ""))
        .Where(line => line.AsSpan().Trim().Length > 0 && !PageNoise.IsNoise(line)));

    /// <summary>Returns the text without the lines that lead to other articles: what they say is not said of this one.</summary>
    public static string Own(string text) => string.Join('\n', WithoutLinks(text));

    private static IEnumerable<string> WithoutLinks(string text)
    {
        var links = 0;
        foreach (var line in text.Split('\n'))
        {
            if (PageNoise.IsLinksHeading(line))
                links = MostLinks + 1;
            else if (links > 0 && PageNoise.MayBeLink(line))
                links--;
            else
                links = 0;
            if (links == 0 && !PageNoise.IsLink(line))
                yield return line;
        }
    }

    // The patterns below would try each of many spaces in turn.
    [GeneratedRegex(@"\s{2,}", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Spacing { get; }

    [GeneratedRegex(
        @"[(（\[【]?\s*(?:(?:阅读|浏览|点击|访问|人气|评论|跟帖|点赞|分享|收藏|转发|热度|播放|围观|参与)(?:量|数|次数|人数)?\s*[:：(（]?\s*\d[\d,.]*\s*万?\+?\s*(?:次|人|条"
            + @"|℃)?\s*[)）]?|(?:已有|共有?)\s*\d[\d,.]*\s*万?\s*(?:次|人|条|位)?\s*(?:网友)?(?:阅读|浏览|点击|评论|参与|点赞|分享|围观)"
            + @"|\b\d[\d,.]*\s*[kKmM]?\s*(?:views?|reads?|comments?|likes?|shares?|claps)\b|\b(?:views?|reads?|comments?|likes?"
            + @"|shares?)\s*[:(]\s*\d[\d,.]*\s*\)?)\s*[)）\]】]?",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Counter { get; }

    [GeneratedRegex(
        @"\d+\s*(?:秒|分钟|小时|天)(?:之?前)|\b\d+\s*(?:seconds?|minutes?|mins?|hours?|days?)\s+ago\b", RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 5_000)]
    private static partial Regex RelativeTime { get; }
}
