using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Yunhepan.FeedBot.Extraction.Dates;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>A link that may lead to an article.</summary>
internal sealed record LinkCandidate(IHtmlAnchorElement Anchor, string Url, string Title, int Line, int Weight, Zone Zone)
{
    public ParsedDate? Date { get; set; }

    /// <summary>True if the page shows a date for the link; an address may contain one as well.</summary>
    public bool IsDated { get; set; }

    /// <summary>How often the page repeats the link in the same place: authors and categories recur, articles do not.</summary>
    public int Repeats { get; set; }

    /// <summary>True if the link is a heading or contains one, which is how a page introduces an article.</summary>
    public bool IsHeading { get; init; }

    /// <summary>
    /// Decides which of several links to one article names it: a heading ranks before a text, a text before "read more" or a
    /// date.
    /// </summary>
    public int Rank { get; init; }
}

/// <summary>Links in the same place of a repeated template.</summary>
internal sealed class LinkGroup
{
    public List<LinkCandidate> Links { get; } = [];

    public int MedianWeight => Links.Select(l => l.Weight).Order().ElementAt(Links.Count / 2);

    public double DatedShare => (double)Links.Count(l => l.IsDated) / Links.Count;

    public double HeadingShare => (double)Links.Count(l => l.IsHeading) / Links.Count;

    public double ShareIn(Zone zone) => (double)Links.Count(l => l.Zone == zone) / Links.Count;
}

/// <summary>Groups the links of a page by their place in its templates: the path of elements around them, without positions.</summary>
internal static partial class LinkGroups
{
    /// <summary>Addresses that track clicks on advertisements can be a thousand characters long.</summary>
    private const int LongestAddress = 600;

    private const int MostLinks = 5000;

    private const int LevelsWithClasses = 4;

    /// <summary>The number of places on one page, each under a title, from which they count as separate entries.</summary>
    private const int FewestPlaces = 3;

    /// <summary>Shorter words lead to the comments of an article, not to another article.</summary>
    private const int TitleWeight = 16;

    private const string Blanks = " \t\n\f\r";

    public static List<LinkGroup> Find(PageContext page)
    {
        var groups = new Dictionary<string, LinkGroup>(StringComparer.Ordinal);
        var taken = new Dictionary<string, (LinkGroup Group, int Index)>(StringComparer.Ordinal);
        var lines = page.Lines.All;
        var boards = Boards(page);
        var paths = new Dictionary<IElement, string>();
        var count = 0;
        for (var i = 0; i < lines.Count && count < MostLinks; i++)
        {
            foreach (var anchor in lines[i].Anchors)
            {
                if (Candidate(page, boards, anchor, i) is not { } link)
                    continue;
                count++;
                // Tables of a page look alike whatever they hold, so links beside the content form a list of their own.
                var key = PathOf(anchor, paths) + (link.Zone == Zone.Aside ? "<beside" : string.Empty);
                if (!groups.TryGetValue(key, out var group))
                    groups[key] = group = new LinkGroup();
                Add(group, link, taken);
            }
        }
        foreach (var group in groups.Values)
        {
            group.Links.RemoveAll(l => l.Rank == 0);
            if (group.Links.Sum(l => l.Repeats) * 4 > group.Links.Count)
                group.Links.RemoveAll(l => l.Repeats >= 2 && !l.IsHeading);
        }
        foreach (var group in groups.Values)
            RemovePrefixes(group);
        return [.. groups.Values.Where(g => g.Links.Count > 0)];
    }

    /// <summary>Returns pages, without fragments, that hold several entries: notice boards, changelogs, status pages.</summary>
    private static HashSet<string> Boards(PageContext page)
    {
        var places = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var anchor in page.Lines.All.SelectMany(l => l.Anchors).Take(MostLinks))
        {
            if (anchor.GetAttribute("href") is { } href && href.IndexOf('#', StringComparison.Ordinal) > 0
                && page.Resolve(href) is { Length: <= LongestAddress } url
                && url.Split('#', 2) is [var whole, { Length: > 0 } fragment] && TextWeight.Measure(TitleOf(anchor)) >= TitleWeight)
            {
                if (!places.TryGetValue(whole, out var known))
                    places[whole] = known = new(StringComparer.Ordinal);
                known.Add(fragment);
            }
        }

        return [.. places.Where(p => p.Value.Count >= FewestPlaces).Select(p => p.Key)];
    }

    /// <summary>
    /// Removes a category before the title, as in <c>[社会] title</c>, if the template does not mark it otherwise.
    /// </summary>
    private static void RemovePrefixes(LinkGroup group)
    {
        var titled = group.Links.Where(l => l.Weight >= 16).Select(l => l.Line).ToHashSet();
        group.Links.RemoveAll(l => l.Weight < 12 && titled.Contains(l.Line));
    }

    /// <summary>Adds a link. A card links its article several times: the heading or the longest text is the title.</summary>
    private static void Add(LinkGroup group, LinkCandidate link, Dictionary<string, (LinkGroup Group, int Index)> taken)
    {
        if (!taken.TryGetValue(link.Url, out var earlier))
        {
            taken[link.Url] = (group, group.Links.Count);
            group.Links.Add(link);
            return;
        }
        if (earlier.Group.Links.Find(l => l.Url == link.Url) is not { } known)
            return;
        if (earlier.Group == group && known.Title == link.Title)
            known.Repeats++;
        if (known.Rank > link.Rank || known.Rank == link.Rank && known.Weight >= link.Weight)
            return;
        if (earlier.Group == group)
        {
            group.Links[group.Links.IndexOf(known)] = link;
            return;
        }
        earlier.Group.Links.Remove(known);
        taken[link.Url] = (group, group.Links.Count);
        group.Links.Add(link);
    }

    private static LinkCandidate? Candidate(PageContext page, HashSet<string> boards, IHtmlAnchorElement anchor, int line)
    {
        var href = anchor.GetAttribute("href");
        if (string.IsNullOrWhiteSpace(href) || href.StartsWith('#')
            || WebAddress.ToUri(href, page.BaseUrl) is not { Scheme: "http" or "https", Host.Length: > 0 } uri
            || uri.AbsoluteUri is not { Length: <= LongestAddress } url)
            return null;
        var place = "";
        var fragment = url.IndexOf('#', StringComparison.Ordinal);
        if (fragment > 0 && !url[fragment..].StartsWith("#!", StringComparison.Ordinal)
            && !url[fragment..].StartsWith("#/", StringComparison.Ordinal))
            (url, place) = (url[..fragment], url[fragment..]);
        if (page.PageUrl is { } own && (url == own.AbsoluteUri || uri.AbsolutePath == "/" && uri.Query.Length == 0))
            return null;
        var (title, isBorrowed) = (TitleOf(anchor), false);
        if (ReadOn.IsMatch(title) && HeadingBefore(anchor) is { } heading)
            (title, isBorrowed) = (heading, true);
        if (title.Length == 0 || IsWithinSentence(page.Lines.All[line], title))
            return null;
        if (place.Length > 1 && TextWeight.Measure(title) >= TitleWeight && boards.Contains(url))
            url += place;
        var isHeading = !isBorrowed && page.Lines.All[line].IsHeading || HeadingIn(anchor) is not null;
        return new LinkCandidate(anchor, url, title, line, TextWeight.Measure(title), page.Lines.All[line].Zone)
        {
            IsHeading = isHeading,
            Rank = IsNoTitle(page, title) ? 0 : isHeading ? 3 : isBorrowed ? 2 : 1,
        };
    }

    /// <summary>Returns true for a link inside running text, which is a reference; a title precedes its summary.</summary>
    private static bool IsWithinSentence(TextLine line, string title) =>
        line.IsProse && line.Text.IndexOf(title, StringComparison.Ordinal) > 24;

    /// <summary>
    /// Returns true for invitations to read on, plain addresses and dates, which lead to articles but do not name them.
    /// </summary>
    private static bool IsNoTitle(PageContext page, string title)
    {
        if (title.Contains("://", StringComparison.Ordinal) && !title.Contains(' ', StringComparison.Ordinal) || Invitation.IsMatch(title))
            return true;
        return title.Length < 60 && title.Any(char.IsDigit) && DateParser.TryFind(title, page.Dates, out _, out var where)
            && TextWeight.Measure(title.AsSpan(0, where.Start.Value)) <= 12 && TextWeight.Measure(title.AsSpan(where.End.Value)) <= 6;
    }

    /// <summary>Returns the full title, even if the visible text is truncated or contains a whole card.</summary>
    private static string TitleOf(IHtmlAnchorElement anchor)
    {
        var heading = HeadingIn(anchor) ?? TitleIn(anchor);
        var text = PlainText.InlineFromNode(heading ?? anchor);
        var stated = PlainText.OnOneLine(anchor.GetAttribute("title") ?? string.Empty);
        var shown = text.TrimEnd('.', '…', ' ');
        var isCut = shown.Length < text.Length && (text.EndsWith('…') || text.EndsWith("..", StringComparison.Ordinal));
        var isWhole = stated.Length > shown.Length ? isCut || stated.StartsWith(shown, StringComparison.Ordinal) : isCut && stated == shown;
        if (isWhole && stated.Length < 300)
            return stated;
        return text.Length > 300 ? text[..300] : text;
    }

    /// <summary>
    /// Finds the title in a link around a whole card: the element that the template calls a title, or the first line.
    /// </summary>
    private static IElement? TitleIn(IHtmlAnchorElement anchor)
    {
        if (anchor.FirstElementChild is null)
            return null;
        return HtmlDocuments.FirstIn(
            anchor, e => e.ClassName is { } name
            && (name.Contains("tit", StringComparison.Ordinal) || name.Contains("headline", StringComparison.Ordinal))
                && TextWeight.Measure(e.TextContent) is >= 8 and <= 300)
            ?? (TextWeight.Measure(anchor.TextContent) < 60
                ? null : HtmlDocuments.FirstIn(
                anchor, e => e.LocalName is "p" or "div" or "strong" or "b" && TextWeight.Measure(e.TextContent) is >= 12 and <= 160));
    }

    /// <summary>Returns the heading of the box that the link ends, if the heading is not a link itself.</summary>
    private static string? HeadingBefore(IHtmlAnchorElement anchor)
    {
        var box = anchor.ParentElement;
        for (var level = 0; box is not null && level < 4; level++, box = box.ParentElement)
        {
            var headings = HtmlDocuments.ElementsIn(box).FindAll(IsHeading);
            if (headings.Count == 0)
                continue;
            return headings.Count == 1 && HtmlDocuments.FirstIn(headings[0], e => e.LocalName == "a") is null
                && PlainText.InlineFromNode(headings[0]) is { Length: > 3 and < 300 } text
                ? text : null;
        }
        return null;
    }

    private static IElement? HeadingIn(IElement element) => HtmlDocuments.FirstIn(element, IsHeading);

    private static bool IsHeading(IElement element) => element.LocalName is "h1" or "h2" or "h3" or "h4" or "h5" or "h6";

    /// <summary>Returns the path of elements above a link; links of a list share that path, so it is built once.</summary>
    private static string PathOf(IElement anchor, Dictionary<IElement, string> above)
    {
        var own = anchor.LocalName + "." + ClassOf(anchor);
        if (anchor.ParentElement is not { } parent)
            return own;
        if (!above.TryGetValue(parent, out var path))
            above[parent] = path = PathAbove(parent);
        return path.Length == 0 ? own : own + "<" + path;
    }

    private static string PathAbove(IElement parent)
    {
        var parts = new List<string>();
        var level = 1;
        for (IElement? node = parent; node is not null && node.LocalName is not ("body" or "html"); node = node.ParentElement)
        {
            // Emphasis on single entries must not separate them from their list.
            if (node.LocalName is "b" or "strong" or "em" or "font" or "i")
                continue;
            parts.Add(level++ < LevelsWithClasses ? node.LocalName + "." + ClassOf(node) : node.LocalName);
        }
        return string.Join('<', parts);
    }

    private static string ClassOf(IElement element)
    {
        var classes = (element.ClassName ?? string.Empty).AsSpan().Trim(Blanks);
        var end = classes.IndexOfAny(Blanks);
        var first = (end < 0 ? classes : classes[..end]).ToString();
        return first.Any(char.IsDigit) || first is "odd" or "even" or "first" or "last" or "active" or "current" or "on"
            ? string.Empty : first;
    }

    [GeneratedRegex(
        @"^[\W_]*((read|continue|learn)(\s+(on|more|reading|the|full|this|article|story|post))*|(阅读|查看)(全文|详情|更多)|全文|详细|详情)[\W_]*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex ReadOn { get; }

    [GeneratedRegex(
        @"^[\W_]*((read|learn|see|view|show|load|find\s+out)\s+(the\s+|our\s+|full\s+)?(more|all|full|entire|whole|rest|post|article|story"
            + @"|entry)\b.{0,20}|(read|continue)(\s+reading)?(\s+on)?|(more|all|older|newer|previous|next"
            + @"|recent)(\s+[\w&]+){0,3}\s+(articles?|posts?|stories|news|entries|issues|pages?|releases)|(more|all|older|newer|next"
            + @"|previous|permalink|comments?|reply|share)|\d+\s+(comments?|replies)|(查看|阅读|浏览|点击|了解)?(更多|全部|全文|详细|详情|原文)(内容|新闻|文章|信息|内容)?"
            + @"|阅读|继续阅读|查看|点击进入|下一页|上一页|尾页|首页|末页)[\W_]*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Invitation { get; }
}
