using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Finds the publisher that a Chinese page shows without the word 来源: in an element of its own, or next to the date. Platforms
/// show the account there.
/// </summary>
internal static partial class ShownOrigin
{
    private const int LongestName = 24;

    private const int LongestBesideDate = 16;

    private const int LinesOfFacts = 6;

    /// <summary>Reads the publisher from an element near the title whose class or id says what it holds.</summary>
    /// <param name="page">A Chinese page.</param>
    /// <param name="first">The line of the title.</param>
    /// <param name="last">The line after the last one.</param>
    public static ParsedOrigin? InElement(PageContext page, int first, int last)
    {
        foreach (var names in (ReadOnlySpan<Regex>)[SourceNames, AccountNames])
        {
            foreach (var (element, range) in page.Lines.Ranges)
            {
                if (range.Start.Value <= first || range.Start.Value >= last || range.End.Value - range.Start.Value > 2
                    || !names.IsMatch(element.ClassName ?? string.Empty) && !names.IsMatch(element.Id ?? string.Empty))
                    continue;
                if (element.ChildNodes.Length < 12 && Name(PlainText.InlineFromNode(element)) is { } name)
                    return new ParsedOrigin(name, page.Resolve(element.GetAttribute("href")));
            }
        }
        return null;
    }

    /// <summary>
    /// Reads the publisher from the text before or after the date on its line: <c>原创 某某都市报 2019-09-09 16:01</c>, <c>2019年5月17日 ·
    /// 某城市报道</c>.
    /// </summary>
    /// <param name="page">A Chinese page.</param>
    /// <param name="line">The line of the date.</param>
    /// <param name="text">The part of it that has no label.</param>
    /// <param name="date">The position of the date in the text.</param>
    /// <param name="isUnderTitle">True if the line is right under the title.</param>
    public static string? BesideDate(PageContext page, TextLine line, string text, Range date, bool isUnderTitle)
    {
        // In a list the text next to the date is a title.
        if (line.IsLinks && !isUnderTitle)
            return null;
        if (line.IsLinks && !line.Anchors.Any(a => LeadsElsewhere(page, a)))
            return null;
        foreach (var part in (ReadOnlySpan<string>)[text[date.End.Value..], text[..date.Start.Value]])
            if (Name(Counts.Replace(part, string.Empty)) is { Length: <= LongestBesideDate } name && !name.Any(char.IsAsciiDigit)
                && !name.Contains(' ', StringComparison.Ordinal)
                && (name.Any(c => c >= '\u2e80') || name.Length > 3 && !name.Contains('/', StringComparison.Ordinal))
                    && !IsColumn(page, line, name) && !IsWriter(line, name))
                return name;
        return null;
    }

    /// <summary>Returns true if the name links to the page of a member of the site, who is the author of the text.</summary>
    private static bool IsWriter(TextLine line, string name) =>
        line.Anchors.Any(a => a.TextContent.AsSpan().Trim().SequenceEqual(name) && ArticleAuthors.LeadsToMember(a.GetAttribute("href")));

    /// <summary>Finds an office or a newspaper on a line of its own, next to a line of facts or right under the title.</summary>
    public static ParsedOrigin? Alone(PageContext page, int title, int prose, HashSet<int> facts)
    {
        for (var i = title + 1; i < Math.Min(title + LinesOfFacts, prose); i++)
            if (page.Lines.All[i] is { IsLinks: false, Zone: Zone.Main, Weight: >= 6 and <= LongestName } line && IsOffice(line.Text)
                && (facts.Contains(i - 1) || facts.Contains(i + 1)) && !IsColumn(page, line, line.Text))
                return new ParsedOrigin(line.Text);
        return null;
    }

    public static bool IsOffice(string name) => Office.IsMatch(name);

    private static bool LeadsElsewhere(PageContext page, AngleSharp.Html.Dom.IHtmlAnchorElement anchor) =>
        WebAddress.ParseBase(page.Resolve(anchor.GetAttribute("href"))) is { } url && url.Host != page.PageUrl?.Host;

    /// <summary>
    /// Reads the publisher in brackets after the last word, （岚溪日报） or （据新华社）, or on a line of its own: 原载《岚溪日报》.
    /// </summary>
    public static ParsedOrigin? AtEnd(PageContext page, BodyCandidate body)
    {
        var lines = page.Lines.All;
        for (var i = Math.Min(body.Lines.End.Value + 2, lines.Count) - 1; i >= Math.Max(body.Lines.Start.Value,
            body.Lines.End.Value - 2); i--)
            if (lines[i] is { IsLinks: false, Zone: Zone.Main } line && Credit.Match(line.Text) is { Success: true } credit)
                return new ParsedOrigin(credit.Groups["name"].Value);
        return null;
    }

    private static string? Name(string text)
    {
        var bare = Marks.Replace(text, " ").Trim(Edges);
        if (bare.Length is < 2 or > LongestName || NoPublisher.IsMatch(bare) || ChineseNames.IsPerson(bare)
            || bare.Count(char.IsAsciiDigit) > 3)
            return null;
        return InfoLine.SourceName(Report.Replace(bare, string.Empty));
    }

    /// <summary>Returns true for a name that menus and breadcrumbs above also show: it is the column of the article.</summary>
    internal static bool IsColumn(PageContext page, TextLine line, string name)
    {
        foreach (var other in page.Lines.All.TakeWhile(l => l != line))
            if (other.Anchors.Count > 0 && other.Text.Length < 300 && other.Text.Contains(name, StringComparison.Ordinal)
                && other.Anchors.Any(a => a.TextContent.AsSpan().Trim().SequenceEqual(name)))
                return true;
        return false;
    }

    private static readonly char[] Edges = [' ', '\u3000', '\u00a0', '|', '｜', '·', '•', '-', '—', '/', '／', ':', '：', ',', '，'];

    [GeneratedRegex(
        @"(^|[\s_-])(source(-?name)?|src|media(_?id|_?name)?|lai-?yuan|copy_?from|news-?from|art_?from|from|profile_nickname|js_name"
            + @"|js_profile_qrcode)($|[\s_-])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex SourceNames { get; }

    [GeneratedRegex(
        @"(^|[\s_-])(account(_?name)?|nick-?name|author(-?name)?|mp-?name|publisher|user-?name)($|[\s_-])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex AccountNames { get; }

    [GeneratedRegex(
        @"([（(](据|转自|转载自|摘自|选自|原?载于?|来源[:：])?|^\W*(本文)?(据|转自|转载自|摘自|选自|原?载于?|via)\s*)\s*《?(?<name>[\u4e00-\u9fff]{1,8}([日晚早时商周]报|报社"
            + @"|都市报|新闻网|电视台|广播电台"
            + @"|在线|新华社|周刊|杂志|客户端)|新华社|中新社|新华网|人民网|中新网)》?\s*((19|20)\d\d[^）)]{0,24})?[）)]?\W*$",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Credit { get; }

    [GeneratedRegex(
        @"^[\u4e00-\u9fff]{1,11}([^布公结时]局|政府|委员会|[县市区]委|办公室|中心|电视台|[日晚早时商周]报|新闻网|通讯社|杂志社|街道办|派出所|气象台|融媒)$",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Office { get; }

    [GeneratedRegex(@"(?<=[报网社台])(讯|电|消息)$|^(原?载于?|转载自|转自|摘自|选自|据)\s*《?", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Report { get; }

    /// <summary>Matches counts of readers' actions after the name.</summary>
    [GeneratedRegex(@"\s\d[\d.万]*\s*(次|阅读|浏览|评论|人|条).*$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Counts { get; }

    /// <summary>Matches the marks that platforms put before the name.</summary>
    [GeneratedRegex(@"(^|\s)(原创|转载|首发|独家|来源|來源)\s*[:：]?(\s|$|(?<=[:：]))", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Marks { get; }

    [GeneratedRegex(
        @"^本[刊报网台站社帖]|次|阅读|评论|浏览|点击|字号|分享|编辑|记者|作者|发布(?!$)|发表|更新|时间|日期|来自|收藏|打印|关注|订阅|举报|登录|注册|[，。！？；]|^(星期|周)[一二三四五六日天]|^(上|下)午|首页"
            + @"|正文|已有|条|人参与|赞|阅"
            + @"|^[\d\s:：.\-/年月日时分秒]+$|农历|今天|第.+[版期]|查看|返回|大小|中$|^(新闻|动态|公告|通知|资讯)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex NoPublisher { get; }
}
