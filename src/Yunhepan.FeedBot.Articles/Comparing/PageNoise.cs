using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Comparing;

/// <summary>
/// Recognises lines that pages put among the paragraphs of an article and that differ at each visit without being part of it:
/// adverts, how many people are reading, when the page was made, what is still loading.
/// </summary>
internal static partial class PageNoise
{
    /// <summary>The longest advert; a longer line is prose that happens to mention one.</summary>
    private const int LongestAdvert = 80;

    /// <summary>The longest title of another article below a heading; a longer line is a paragraph.</summary>
    private const int LongestLink = 60;

    public static bool IsNoise(string line) => line.Length <= LongestAdvert
        && (Advert.IsMatch(line) || Audience.IsMatch(line) || ChineseAudience.IsMatch(line) || MadeAt.IsMatch(line)
            || Technical.IsMatch(line));

    /// <summary>Returns true for a heading over links to other articles.</summary>
    public static bool IsLinksHeading(string line) => line.Length <= LongestLink && LinksHeading.IsMatch(line);

    /// <summary>Returns true for a line that names another article and says so: "相关阅读：…".</summary>
    public static bool IsLink(string line) => line.Length <= 2 * LongestAdvert && Link.IsMatch(line);

    /// <summary>Returns true for a line that may be the title of another article below such a heading.</summary>
    public static bool MayBeLink(string line) => line.Length <= LongestLink && !Statement.IsMatch(line);

    [GeneratedRegex(
        @"^\W*(?:广告|推广|赞助|AD\b|advertisement|advertising|advert\b|sponsored|promoted|promotion\b)|(?:广告|推广)\W*$|扫码|扫一扫"
            + @"|长按.{0,6}(?:识别|关注)|二维码|关注.{0,12}(?:公众号"
            + @"|微信|微博|订阅号|视频号)|加微信|下载.{0,10}(?:APP|客户端)|点击(?:购买|下载|报名|进入|查看|关注)|订购热线|招商热线|优惠券|限时(?:抢购|优惠|特价)|^\W*(?:相关(?:阅读|新闻"
            + @"|链接|推荐|文章|报道)\s*[:：]|相关(?:阅读|新闻|链接)"
            + @"|推荐阅读|延伸阅读|更多(?:精彩|新闻)|上一篇|下一篇|分享到|猜你喜欢|热门推荐|为你推荐|大家都在看)|^\W*(?:subscribe|sign up|follow us|read more|read next\b"
            + @"|related(?: articles?| stories| reading| posts?)?:|you (?:may|might) also like|recommended(?: for you)?\s*:|share this"
            + @"|download (?:the|our) app|most read|trending(?: now)?\s*:)",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Advert { get; }

    // Nothing but the number of readers: "5 people are reading this now", "Read by 532 people". What else a line says counts.
    [GeneratedRegex(
        @"^(?=.*\b(?:reading|viewing|watching|browsing|online|looking at|read|viewed|liked|shared|following|readers?|visitors?"
            + @"|viewers?|guests?)\b)"
            + @"\W*(?:(?:there (?:are|were)|already|currently|right now|now|and|over"
            + @"|more than)\W+)*\d[\d,.]*\s*[km]?\+?\s*(?:other\s+|more\s+)?"
            + @"(?:people|persons?|readers?|users?|visitors?|viewers?|guests?|members?|subscribers?)"
            + @"(?:\s+(?:are|is|have|has|also|were|just|now|currently|on|already)){0,4}"
            + @"(?:\s+(?:reading|viewing|watching|browsing|online|here|looking at|read|viewed|liked|shared|following))?"
            + @"(?:\s+(?:this|the|it|our))?(?:\s+(?:article|page|story|post|news|item|site))?"
            + @"(?:\s+(?:online|now|right now|at the moment|today|so far|with you|along|too))*\W*$"
        + @"|^\W*(?:(?:this|the|our) (?:article|page|story|post|item) (?:has been|was|had been) )?(?:viewed|read|seen|shared"
            + @"|liked|opened|visited)(?:\s+by)?\W+\d[\d,.]*\s*[km]?\+?\s*(?:times?|people|readers?|users?|visitors?)?"
            + @"(?:\s+(?:today|so far))?\W*$"
        + @"|^\W*(?:(?:people|readers|users|visitors)\s+)?(?:(?:currently|now)\s+)?(?:reading|online|viewing|watching|visitors"
            + @"|readers|hits)"
            + @"(?:\s+(?:now|today|this page))?\s*[:：]\s*\d[\d,.]*\s*[km]?\W*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Audience { get; }

    [GeneratedRegex(
        @"^\W*(?:(?:截[至止]|当前|此刻|现在|目前|正|另|还|已经?|累计|今日|本文|共|有|被)\W*)*\d[\d,.]*\s*[万千]?\+?\s*(?:人次|位|名|人|个|次)?"
            + @"(?:网友|读者|用户|邻居|市民|朋友|小伙伴|街坊|访客|人)*(?:[和与跟同](?:你|您|大家))?(?:正在|都|也|一起|同时|刚刚|已经?|在)*"
            + @"(?:看|读|阅读|浏览|围观|访问|点赞|收藏|分享|转发|关注|在线)(?:了|过|中|着)*"
            + @"(?:本文|此文|该文|本页|此页|(?:这|该|本)[篇条则](?:文章|报道|新闻|稿件|消息|内容|信息)?|文章)?\W*$"
        + @"|^\W*(?:在线|实时|当前在线|正在阅读|正在浏览|今日访问|累计访问|访客|在看)(?:人数|用户|访问量|量|数)?\s*[:：]?\s*\d[\d,.]*\s*万?\+?(?:人次|人|位|次)?\W*$",
        RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex ChineseAudience { get; }

    [GeneratedRegex(
        @"^\W*(?:最后更新|更新时间|更新于|页面(?:生成|更新)(?:时间|于)?|生成时间|当前时间|现在时间|北京时间|服务器时间|系统时间|现在是|今天是|查询时间|访问时间|打印时间|执行时间|处理耗时|耗时"
            + @"|(?:page )?(?:last )?(?:updated|modified|checked|refreshed|generated|rendered|loaded|retrieved|accessed)"
            + @"|(?:server|current|local) time"
            + @"|today is|it is now)"
            + @"(?:[\d\W年月日时分秒毫点整]|星期[一二三四五六日天]|周[一二三四五六日天]|上午|下午|凌晨|晚上|中午"
            + @"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
            + @"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|\d(?:st|nd|rd|th)\b|(?<=\d)[TZ]"
            + @"|\b(?:am|pm|utc|gmt|cst|bst|ms|s|sec(?:ond)?s?|at|on|in)\b|(?<=\d)(?:am|pm|ms|s|Z)\b)*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex MadeAt { get; }

    [GeneratedRegex(
        @"^\W*(?:图片|视频|页面|内容|音频|广告|评论|数据)?(?:正在)?(?:加载中?|载入中?|加载失败|缓冲中)(?:[，,]?请稍[候等后])?\W*$|^\W*请稍[候等后]\W*$"
            + @"|^\W*(?:image |video |content |page |still )?loading(?: (?:image|video|content|comments|more|advert))?\W*$"
            + @"|^\W*please wait\W*$"
            + @"|^\W*(?:点击|单击|轻触)(?:此处|图片)?(?:查看|放大|加载)?(?:大图|原图|图片)?\W*$|^\W*(?:click|tap) to (?:enlarge|load"
            + @"|zoom)(?: (?:the )?image)?\W*$"
            + @"|^\W*(?:request|trace|session|ray|event|transaction|correlation)[ -]?id\W+[\w-]+\W*$"
            + @"|^\W*(?:请求|会话|跟踪|流水|事件|访问)(?:编号|号|标识|ID)\s*[:：]?\s*[\w-]+\W*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Technical { get; }

    [GeneratedRegex(
        @"^\W*(?:相关(?:阅读|新闻|链接|推荐|文章|报道)|推荐(?:阅读|文章|新闻)|延伸阅读|猜你(?:喜欢|想看)|热门(?:推荐|文章|新闻|阅读)|大家都在看|更多(?:精彩|新闻|推荐|阅读|文章)(?:内容)?|为[你您]推荐"
            + @"|今日(?:推荐|热点|热门)|精彩推荐|编辑推荐|热点(?:推荐|排行)|阅读排行|related(?: articles?| stories| posts?| news| links| reading| content)?"
            + @"|you (?:may|might) also (?:like|enjoy)|recommended(?: for you| stories| articles| reading)?|most (?:read|popular|viewed)"
            + @"|trending(?: now| stories)?|more (?:stories|news|articles|like this|from .{1,30})|read (?:next|also|more)"
            + @"|don[’']t miss|editors?[’']? picks?)\W*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex LinksHeading { get; }

    [GeneratedRegex(
        @"^\W*(?:相关(?:阅读|新闻|链接|推荐|文章|报道)|(?:推荐|延伸)阅读|猜你喜欢|(?:热门|今日|编辑|为[你您])推荐|上一篇|下一篇"
            + @"|related(?: articles?| stories| story| posts?| news| reading)?|read (?:next|more|also)|see also|you (?:may"
            + @"|might) also (?:like|enjoy)"
            + @"|recommended(?: for you| reading)?|(?:previous|next)(?: article| story| post)?|more (?:stories|news))\s*[:：]",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"[。：:]|[.!?！？；;]\W*$|\d{7}", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Statement { get; }
}
