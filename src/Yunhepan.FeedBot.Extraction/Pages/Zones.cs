using System.Buffers;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Marks the lines that pages keep beside their content: navigation, sidebars, share buttons, related links, comments.
/// </summary>
internal static partial class Zones
{
    /// <summary>An element that holds more than this share of all prose is the content, whatever its name.</summary>
    private const double MostOfThePage = 0.5;

    private const double NearlyAllOfThePage = 0.7;

    private const int LittleProse = 100;

    private const string HiddenSign = "hidden";

    private const int LongestBoxHeading = 48;

    private const int ProseAboveBox = 100;

    private static readonly SearchValues<string> WordsOfBoxes = SearchValues.Create(
        ["评论", "跟帖", "留言", "点评", "回复", "热评", "网友", "用户", "简介", "介绍", "关于作者"], StringComparison.Ordinal);

    /// <summary>Every match of the name patterns below contains one of these; most names contain none.</summary>
    private static readonly SearchValues<string> PartsOfNames = SearchValues.Create(
        [
            "comment", "cmt", "pinglun", "disqus", "replies", "respond", "feedback", "liuyan", "plun", "nav", "menu", "crumb", "position",
            "weizhi", "mbx", "foot", "copyright", "top", "sitemap", "pag", "link",
            "cookie", "consent", "gdpr", "masthead", "header", "login", "search", "side", "relate", "recommend", "tuijian", "shar",
            "social", "sns", "jiathis", "promo", "ad", "sponsor", "banner",
            "widget", "newsletter", "subscri", "signup", "popup", "modal", "tool", "hot", "rank", "paihang", "xiangguan", "xgyd", "next",
            "more", "outbrain", "taboola", "trending", "popular", "most",
            "see-also", "seealso", "tag", "author", "bio", "mzsm", "shengming", "disclaimer", "zan", "digg", "qrcode", "weixin", "erweima",
            "skip", "vote", "toupiao",
        ], StringComparison.OrdinalIgnoreCase);

    public static void Mark(PageLines lines)
    {
        var prose = lines.All.Sum(l => l.IsProse ? l.Weight : 0);
        var marked = new List<(IElement Element, Range Range, Zone Zone, string Sign)>();
        foreach (var (element, range) in lines.Ranges)
            if (range.End.Value > range.Start.Value && Find(element, out var sign) is var zone and not Zone.Main)
                marked.Add((element, range, zone, sign));
        var common = CommonSigns(lines, marked, prose);
        foreach (var (element, range, zone, sign) in marked)
        {
            foreach (var line in Lines(lines, range))
                line.Signs[sign == HiddenSign ? 0 : (int)zone]++;
            if (common.Contains(sign))
                continue;
            var inside = Lines(lines, range);
            // A page without prose is its lists; what holds nearly all of them is no menu, whatever its name.
            var share = prose < LittleProse
                ? (double)(range.End.Value - range.Start.Value) / lines.All.Count - NearlyAllOfThePage + MostOfThePage
                : (double)inside.Sum(l => l.IsProse ? l.Weight : 0) / prose;
            if (share > (zone == Zone.Comments ? 0.9 : MostOfThePage) || HoldsTheHeadline(element, share))
                continue;
            foreach (var line in inside)
                line.Zone = line.Zone == Zone.Main ? zone : line.Zone;
        }
        MarkAnnounced(lines);
        MarkBoxesBelow(lines);
    }

    /// <summary>
    /// Returns the signs that most of the prose carries and that therefore mean nothing: page builders call every block a widget.
    /// </summary>
    private static HashSet<string> CommonSigns(
        PageLines lines, List<(IElement Element, Range Range, Zone Zone, string Sign)> marked, int prose)
    {
        var common = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (
            var sign in marked.Where(m => m.Zone != Zone.Comments && m.Sign != HiddenSign)
            .GroupBy(m => m.Sign, StringComparer.OrdinalIgnoreCase))
        {
            var borne = sign.SelectMany(m => Enumerable.Range(m.Range.Start.Value, m.Range.End.Value - m.Range.Start.Value)).Distinct()
                .Sum(i => lines.All[i].IsProse ? lines.All[i].Weight : 0);
            if (borne > prose * MostOfThePage)
                common.Add(sign.Key);
        }
        return common;
    }

    /// <summary>
    /// Marks the links under a heading like 热点新闻, which announces other articles, whatever the names of the elements.
    /// </summary>
    private static void MarkAnnounced(PageLines lines)
    {
        var above = 0;
        for (var i = 0; i + 2 < lines.All.Count; i++)
        {
            var heading = lines.All[i];
            above += heading is { IsProse: true, Zone: Zone.Main } ? heading.Weight : 0;
            // A link in a list is a menu entry.
            if (heading.Weight > 40 || heading is { IsLinks: true, Block.LocalName: "li" } || !Announcement.IsMatch(heading.Text))
                continue;
            var end = EndOfBox(lines, i, above >= ProseAboveBox);
            var last = end > i + 2 ? end : EndOfSurroundings(lines, i);
            while (end < last && lines.All[end] is { IsProse: false, IsHeading: false } line && (line.IsLinks || line.Weight < 40))
                end++;
            if (Enumerable.Range(i + 1, end - i - 1).Count(k => lines.All[k].IsLinks) < 2)
                continue;
            for (var j = i; j < end; j++)
                lines.All[j].Zone = lines.All[j].Zone == Zone.Main ? Zone.Aside : lines.All[j].Zone;
        }
    }

    /// <summary>Marks boxes below the text that begin with 网友评论 or 作者简介, whatever the names of the elements.</summary>
    private static void MarkBoxesBelow(PageLines lines)
    {
        var above = 0;
        for (var i = 0; i + 1 < lines.All.Count; i++)
        {
            var line = lines.All[i];
            if (line is not { Weight: <= LongestBoxHeading, Zone: Zone.Main, IsProse: false })
                above += line is { IsProse: true, Zone: Zone.Main } ? line.Weight : 0;
            else if (above >= ProseAboveBox && OfHeading(line.Text) is var zone and not Zone.Main)
            {
                var end = EndOfOwnBox(lines, i);
                // A note about the author is shorter than the text.
                if (zone == Zone.Comments || Lines(lines, (i + 1)..end).Sum(l => l.Weight) <= above)
                    for (var j = i; j < end; j++)
                        lines.All[j].Zone = lines.All[j].Zone == Zone.Main ? zone : lines.All[j].Zone;
            }
        }
    }

    private static Zone OfHeading(string text) =>
        !text.AsSpan().ContainsAny(WordsOfBoxes) ? Zone.Main
            : BodyTrimmer.CommentHeading.IsMatch(text) ? Zone.Comments
            : AboutTheWriter.IsMatch(text) ? Zone.Aside : Zone.Main;

    /// <summary>Returns the end of the largest element that begins with the heading; otherwise the heading itself.</summary>
    private static int EndOfOwnBox(PageLines lines, int heading)
    {
        var end = heading;
        for (IElement? node = lines.All[heading].Block; node is not null; node = node.ParentElement)
        {
            var range = lines.RangeOf(node);
            if (range.Start.Value != heading)
                break;
            end = range.End.Value > heading + 1 ? range.End.Value : end;
        }
        return end;
    }

    /// <summary>
    /// Returns the end of the smallest element that holds links after the heading: the list ends with its column.
    /// </summary>
    private static int EndOfSurroundings(PageLines lines, int heading)
    {
        for (IElement? node = lines.All[heading].Block; node is not null; node = node.ParentElement)
            if (lines.RangeOf(node).End.Value > heading + 2)
                return lines.RangeOf(node).End.Value;
        return lines.All.Count;
    }

    /// <summary>
    /// Returns true for a line that begins another box: an element that continues with such a line is a column of the page.
    /// </summary>
    private static bool BeginsAnother(TextLine line) =>
        line.IsHeading || line.Zone == Zone.Navigation || line.Block.LocalName == "dt"
            || line.Text.StartsWith("当前位置", StringComparison.Ordinal) || line.Text.StartsWith("您的位置", StringComparison.Ordinal);

    /// <summary>
    /// Returns the end of the largest element that begins with the heading and holds several links; otherwise the next line.
    /// </summary>
    /// <param name="lines">The page.</param>
    /// <param name="heading">The line that the box begins with.</param>
    /// <param name="isBelowText">Whether a text is above the heading. Only then may the box be more than half of the page.</param>
    private static int EndOfBox(PageLines lines, int heading, bool isBelowText)
    {
        var end = heading + 1;
        for (IElement? node =
            lines.All[heading].Block; node is not null and not { LocalName: "body" or "article" or "main" }; node = node.ParentElement)
        {
            var range = lines.RangeOf(node);
            if (range.Start.Value != heading || !isBelowText && (range.End.Value - range.Start.Value) * 2 > lines.All.Count
                || end > heading + 3 && Lines(lines, end..range.End).Any(BeginsAnother))
                break;
            if (range.End.Value > end && Lines(lines, range).Count(l => l.IsLinks) * 4 >= range.End.Value - range.Start.Value)
                end = range.End.Value;
        }
        return end;
    }

    public static IEnumerable<TextLine> Lines(PageLines lines, Range range)
    {
        for (var i = range.Start.Value; i < range.End.Value; i++)
            yield return lines.All[i];
    }

    public static Zone Find(IElement element) => Find(element, out _);

    /// <param name="element">Any element of a page.</param>
    /// <param name="sign">What denotes the zone: the element's name, its role, or a word of its class or id.</param>
    private static Zone Find(IElement element, out string sign)
    {
        sign = element.LocalName;
        var hasAttributes = element.Attributes.Length > 0;
        if (hasAttributes && IsHidden(element))
        {
            sign = HiddenSign;
            return Zone.Aside;
        }
        switch (element.LocalName)
        {
            case "nav" or "footer" or "menu": return Zone.Navigation;
            case "aside" or "dialog": return Zone.Aside;
            case "html" or "body" or "article" or "main" or "a" or "p" or "em" or "strong" or "b" or "i" or "font" or "h1" or "img" or "pi"
                + "cture": return Zone.Main;
            default: break;
        }
        if (!hasAttributes)
            return Zone.Main;
        var role = element.GetAttribute("role");
        if (role is "navigation" or "contentinfo" or "menu" or "menubar" or "search" or "banner")
            return Zone.Navigation;
        if (role is "complementary" or "dialog" or "alertdialog")
            return Zone.Aside;
        var name = ElementName.From(element);
        sign = name.Sign ?? sign;
        return name.Zone;
    }

    /// <summary>Returns the zone that a class and id denote, and the word that denotes it.</summary>
    internal static (Zone Zone, string? Sign) OfName(string name)
    {
        if (!name.AsSpan().ContainsAny(PartsOfNames))
            return (Zone.Main, null);
        if (CommentNames.IsMatch(name))
            return (Zone.Comments, null);
        if (NavigationNames.Match(name) is { Success: true } navigation)
            return (Zone.Navigation, navigation.Value.Trim(' ', '-', '_'));
        return AsideNames.Match(name) is { Success: true } aside && !ContentNames.IsMatch(name)
            ? (Zone.Aside, aside.Value.Trim(' ', '-', '_')) : (Zone.Main, null);
    }

    internal static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden") && !IsStreamed(element)
        || element.GetAttribute("style") is { Length: < 2000 } style && HiddenStyle.IsMatch(style);

    /// <summary>
    /// Returns true for parts of a page that React streams as <c>&lt;div hidden id="S:0"&gt;</c> and moves into place by script.
    /// </summary>
    private static bool IsStreamed(IElement element) => element.Id?.StartsWith("S:", StringComparison.Ordinal) == true;

    private static bool HoldsTheHeadline(IElement element, double share) =>
        share > 0.2 && HtmlDocuments.FirstIn(element, e => e.LocalName == "h1") is not null;

    [GeneratedRegex(
        @"^\W*(相关(阅读|新闻|文章|链接|报道|推荐|内容|资讯)|延伸阅读|推荐(阅读|新闻|文章|内容|资讯)|热(门|点|读|榜)(推荐|新闻|文章|内容|阅读|资讯|排行榜?|关注|图片|话题|帖子?)?"
            + @"|(点击|阅读|浏览|新闻|文章|周|月|日"
            + @"|人气|评论)排行榜?|排行榜|猜[你您](喜欢|想看|爱看)|[为给][你您]推荐|[你您]可能(还)?(感兴趣|喜欢)(的内容)?|大家都在[看搜]|网站地图|图片新闻|热图|图说\w{0,4}"
            + @"|(一周|24小时|48小时|今日|本周|本月|本站)?(热门|热点|热文"
            + @"|热帖|最热|排行|热榜)(新闻|文章|排行榜?)?|精彩(推荐|图集|图片)|编辑推荐|友情链接|合作媒体"
            + @"|Related\s+\w+|Most\s+(Read|Popular|Viewed|Shared)|Trending(\s+\w+)?|Popular(\s+\w+)?|Recommended(\s+\w+)?"
            + @"|You\s+may\s+also\s+like|Top\s+Stories)\W*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Announcement { get; }

    [GeneratedRegex(
        @"^\W*((本文|本期)?(作者|专家|医生|医师|讲师|嘉宾|主讲人?|撰稿人)(简介|介绍|信息)|关于作者)\W*$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex AboutTheWriter { get; }

    [GeneratedRegex(@"display\s*:\s*none|visibility\s*:\s*hidden", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex HiddenStyle { get; }

    [GeneratedRegex(
        @"(^|[\s_-])(comments?|(de)?cmts?(list|box)?|comment-?(list|box|area|section|wrap|content|form|respond)\w*|commentlist"
            + @"|pinglun\w*|disqus\w*|disqus_thread|replies|respond|feedback|liuyan\w*|plun)($"
            + @"|[\s_-])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex CommentNames { get; }

    [GeneratedRegex(
        @"(^|[\s_-])([a-z]{0,6}nav(bar|menu|igation)?|menu\w*|breadcrumbs?|crumbs?|crumb\w*|position(?!-)|weizhi|mbx|footer\w*"
            + @"|foot(-?(links?|nav|menu|bar))?|foots|copyright|topbar|sitemap"
            + @"|pager|pagination|pagenav|pagebar|pages|friendlink|flink|links?|cookie\w*|consent"
            + @"|gdpr|skip-?link\w*|masthead|site-?header|login\w*|search\w*)($"
            + @"|[\s_-])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex NavigationNames { get; }

    [GeneratedRegex(
        @"(^|[\s_-])(sidebar\w*|side|sider|rside|aside|related\w*|relate|vote|toupiao|recommend\w*|tuijian|share\w*|sharing|social\w*|sns"
            + @"|bdshare\w*|bshare\w*|jiathis\w*|promo\w*|ads?|advert\w*|adsbygoogle|sponsor\w*|banner|widget\w*|newsletter\w*|subscribe\w*"
            + @"|subscription|signup|popup|modal|toolbar|tools?|hot|hotnews|rank\w*|paihang|xiangguan|xgyd|read-?next|more-?(stories|news"
            + @"|articles|from)|outbrain\w*|taboola\w*|trending|popular|most-?(read|popular|viewed)|see-?also|tagcloud|tags|taglist"
            + @"|prenext|pre_next|prev-?next|post-?nav\w*|author-?(bio|box|info|card)|about-?author|bio|mzsm|disclaimer|shengming|zan|digg"
            + @"|qrcode|weixin|erweima)($|[\s_-])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex AsideNames { get; }

    [GeneratedRegex(
        @"(^|[\s_-])(article|content|main|post|entry|body|text)($|[\s_-])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex ContentNames { get; }
}
