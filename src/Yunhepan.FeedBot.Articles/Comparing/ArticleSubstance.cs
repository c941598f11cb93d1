using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Comparing;

/// <summary>
/// Extracts the part of a text that counts when two readings are compared: it omits counters, relative times, adverts and calls
/// to follow, which pages insert among the paragraphs and change with each visit.
/// </summary>
internal static partial class ArticleSubstance
{
    /// <summary>A longer line is prose that happens to mention an advert.</summary>
    private const int LongestAdvert = 80;

    public static bool Same(string title, string text, string otherTitle, string otherText) =>
        SubstanceHash.Compute("", Extract(text)) == SubstanceHash.Compute("", Extract(otherText))
            && TitleSubstance.SameOver(otherText, title, otherTitle);

    /// <summary>Returns the text without the lines that do not count.</summary>
    public static string Extract(string text) => string.Join('\n', text
        .Split('\n')
        .Select(line => RelativeTime.Replace(Counter.Replace(line, ""), ""))
        .Where(line => line.AsSpan().Trim().Length > 0 && !(line.Length <= LongestAdvert && Advert.IsMatch(line))));

    [GeneratedRegex(
        @"[(（\[【]?\s*(?:(?:阅读|浏览|点击|访问|人气|评论|跟帖|点赞|分享|收藏|转发|热度|播放|围观|参与)(?:量|数|次数|人数)?\s*[:：(（]?\s*\d[\d,.]*\s*万?\+?\s*(?:次|人|条"
            + @"|℃)?\s*[)）]?|(?:已有|共有?)\s*\d[\d,.]*\s*万?\s*(?:次|人|条|位)?\s*(?:网友)?(?:阅读|浏览|点击|评论|参与|点赞|分享|围观)"
            + @"|\b\d[\d,.]*\s*[kKmM]?\s*(?:views?|reads?|comments?|likes?|shares?|claps)\b|\b(?:views?|reads?|comments?|likes?"
            + @"|shares?)\s*[:(]\s*\d[\d,.]*\s*\)?)\s*[)）\]】]?",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Counter { get; }

    [GeneratedRegex(
        @"\d+\s*(?:秒|分钟|小时|天)(?:之?前)|\b\d+\s*(?:seconds?|minutes?|mins?|hours?|days?)\s+ago\b", RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex RelativeTime { get; }

    [GeneratedRegex(
        @"^\W*(?:广告|推广|赞助|AD|advertisement|advertising|sponsored|promoted)\b?|(?:广告|推广)\W*$|扫码|扫一扫|长按.{0,6}(?:识别|关注)|二维码|关注.{0,12}(?:公众号"
            + @"|微信|微博|订阅号|视频号)|加微信|下载.{0,10}(?:APP|客户端)|点击(?:购买|下载|报名|进入|查看|关注)|订购热线|招商热线|优惠券|限时(?:抢购|优惠|特价)|^\W*(?:相关(?:阅读|新闻|链接)|推荐阅读"
            + @"|延伸阅读|更多(?:精彩|新闻)|上一篇|下一篇|分享到|猜你喜欢|热门推荐)|^\W*(?:subscribe|sign up|follow us|read more|related(?: articles?| stories)?:"
            + @"|share this|download (?:the|our) app|most read)",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Advert { get; }
}
