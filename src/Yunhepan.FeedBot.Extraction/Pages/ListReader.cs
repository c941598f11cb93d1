using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Catalogue.Text;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Turns the article links of a page into items: the groups of links that read like titles.</summary>
internal sealed partial class ListReader(PageContext page)
{
    private const int LongTitle = 16;

    private const double CrowdedLine = 3;

    private const int MostItems = 500;

    private const int SummaryLength = 160;

    private readonly IReadOnlyList<TextLine> _lines = page.Lines.All;

    /// <summary>After <see cref="Read"/>: the lines that consist of an item's link and its details.</summary>
    public IReadOnlyList<int> ItemLines { get; private set; } = [];

    /// <summary>How many of the items are in the main content of the page, and how many of those have a date.</summary>
    public (int Items, int Dated) Shown { get; private set; }

    /// <summary>The same for items in places where pages keep foreign content.</summary>
    public (int Items, int Dated) Beside { get; private set; }

    /// <summary>True if a heading that the document's title names is above the items.</summary>
    public bool IsUnderHeading { get; private set; }

    public IReadOnlyList<ParsedItem> Read()
    {
        var groups = LinkGroups.Find(page);
        var starts = ItemStarts(groups);
        var dates = new ItemDates(page);
        dates.FindAll(groups, starts);
        var chosen = UnderHeading(Choose(groups));
        // The chosen items show more precisely which lines belong to each of them.
        starts = ItemStarts(chosen);
        dates.FindAll(chosen, starts);
        var own = chosen.Where(g => g.ShareIn(Zone.Aside) <= 0.5).SelectMany(g => g.Links).ToList();
        Shown = (own.Count, own.Count(l => l.IsDated));
        Beside = (chosen.Sum(g => g.Links.Count) - own.Count, chosen.Sum(g => g.Links.Count(l => l.IsDated)) - Shown.Dated);
        ItemLines = [.. chosen.SelectMany(g => g.Links).Where(StandsAlone).Select(l => l.Line).Distinct()];
        return [.. chosen.SelectMany(g => g.Links).OrderBy(l => l.Line).Take(MostItems).Select(l => ItemOf(l, starts))];
    }

    /// <summary>Returns the lines where an item begins, which show what belongs to it.</summary>
    private int[] ItemStarts(List<LinkGroup> groups)
    {
        var counts = new int[_lines.Count + 1];
        foreach (
            var line in groups.Where(g => g.Links.Count > 1).SelectMany(g => g.Links).Where(l => l.Weight >= 8).Select(l => l.Line)
            .Distinct())
            counts[line + 1]++;
        for (var i = 1; i < counts.Length; i++)
            counts[i] += counts[i - 1];
        return counts;
    }

    private List<LinkGroup> Choose(List<LinkGroup> groups)
    {
        groups = [.. groups.Where(g => !IsElsewhere(g))];
        // Rankings and picture news accompany the page's own list.
        if (groups.Where(IsRanking).ToList() is { Count: > 0 } rankings
            && groups.Except(rankings).Any(g => g.Links.Count >= 3 && g.DatedShare > 0.6 && g.ShareIn(Zone.Main) > 0.5))
            groups.RemoveAll(rankings.Contains);
        // Link farms with many links in a line are not the list if another group has a line for each entry.
        if (groups.Any(g => g.Links.Count >= 3 && IsWorthy(g) && LinksInLine(g) < CrowdedLine))
            groups.RemoveAll(g => LinksInLine(g) >= CrowdedLine);
        var worthy = groups.Where(IsWorthy).ToList();
        // In a dated list the names of authors and forums accompany each title; where there are titles, those are the list.
        if (worthy.Where(g => g.MedianWeight >= LongTitle).MaxBy(g => g.Links.Count) is { } titled)
            worthy.RemoveAll(g => g.MedianWeight < 12 && g.HeadingShare < 0.6 && g.Links.Count <= titled.Links.Count * 4);
        // Some blog templates call even their posts widgets, but a sidebar never has more dated headings than the main content.
        var inMain = worthy.Sum(g => g.Links.Count);
        worthy.AddRange(groups.Where(g => g.ShareIn(Zone.Aside) > 0.5 && IsDatedHeadings(g) && g.Links.Count > Math.Max(inMain, 4)));
        if (worthy.Count == 0)
            worthy =
                [.. groups.Where(g => g.Links.Count >= 5 && g.ShareIn(Zone.Main) > 0.5)
                    .OrderByDescending(g => g.Links.Count * g.MedianWeight).Take(1)];
        // A new channel begins with one entry.
        if (worthy.Count == 0)
            worthy =
                [.. groups.Where(g => g is { Links.Count: <= 2, DatedShare: 1 } && g.MedianWeight >= LongTitle
                    && g.ShareIn(Zone.Main) > 0.5).Take(1)];
        var leading = worthy.MaxBy(g => g.Links.Count * Math.Min(g.MedianWeight, 60) * (1 + g.DatedShare) * (1 + g.HeadingShare));
        if (leading is null)
            return worthy;
        if (leading is { DatedShare: > 0.6, Links.Count: >= 6 })
            worthy =
                [.. worthy.Where(
                    g => g == leading || g.DatedShare > 0.5 || g.Links.Count <= 2
                    && g.MedianWeight >= Math.Max(LongTitle, leading.MedianWeight * 0.6))];
        var inside = new ItemParts(leading);
        worthy.RemoveAll(g => g != leading && g.MedianWeight < Math.Max(LongTitle, leading.MedianWeight * 0.6) && inside.Hold(g));
        return worthy;
    }

    /// <summary>Keeps the list under the heading that the document's title names; other lists only accompany it.</summary>
    private List<LinkGroup> UnderHeading(List<LinkGroup> chosen)
    {
        if (!page.Dates.IsChinese || page.PageUrl is not { AbsolutePath.Length: > 1 } || page.Metadata.DocumentTitle is not { } document)
            return chosen;
        var parts = StatedTitle.PartsOf(document);
        if (parts.Length == 0 || chosen.Count == 0)
            return chosen;
        var links = chosen.SelectMany(g => g.Links).ToList();
        var first = TextWeight.Bare(parts[0]);
        for (var i = 0; i < _lines.Count; i++)
        {
            if (_lines[i] is not { Weight: <= 60, IsLinks: false, Zone: not Zone.Navigation } heading
                || TextWeight.Bare(heading.Text) != first
                || Box(i, links) is not { } box)
                continue;
            var own = links.Where(l => l.Line > i && l.Line < box.End.Value).ToHashSet();
            if (own.Count(l => l.IsDated) * 10 < own.Count * 6)
                return chosen;
            foreach (var group in chosen)
                group.Links.RemoveAll(l => !own.Contains(l));
            IsUnderHeading = true;
            return [.. chosen.Where(g => g.Links.Count > 0)];
        }
        return chosen;
    }

    /// <summary>Returns the lines of the smallest element around the heading that holds entries below it.</summary>
    private Range? Box(int heading, List<LinkCandidate> links)
    {
        for (IElement? node = _lines[heading].Block; node is not null and not { LocalName: "body" or "html" }; node = node.ParentElement)
            if (page.Lines.RangeOf(node) is var range && links.Count(l => l.Line > heading && l.Line < range.End.Value) >= 3)
                return range;
        return null;
    }

    private static double LinksInLine(LinkGroup group) => (double)group.Links.Count / group.Links.Select(l => l.Line).Distinct().Count();

    private bool IsRanking(LinkGroup group)
    {
        var first = group.Links.Min(l => l.Line);
        return first > 0 && _lines[first - 1] is { Weight: <= 24 } heading && RankingHeading.IsMatch(heading.Text);
    }

    private static bool IsDatedHeadings(LinkGroup group) =>
        group is { HeadingShare: > 0.6, DatedShare: > 0.6, MedianWeight: >= LongTitle };

    private static bool IsWorthy(LinkGroup group)
    {
        if (group.ShareIn(Zone.Navigation) > 0.5 || group.ShareIn(Zone.Comments) > 0.5)
            return false;
        if (group.ShareIn(Zone.Aside) > 0.5)
            return false;
        if (group.Links.Count >= 3 && (group.DatedShare > 0.6 || group.HeadingShare > 0.6))
            return group.MedianWeight >= 6;
        return group.MedianWeight >= LongTitle && (group.Links.Count >= 2 || group.MedianWeight >= 2 * LongTitle);
    }

    /// <summary>
    /// Returns true for advertisements, which lead to other sites; a page of links to other sites is left unchanged.
    /// </summary>
    private bool IsElsewhere(LinkGroup group)
    {
        if (page.PageUrl is not { } own)
            return false;
        var site = RegistrableDomain.FromHost(own.IdnHost);
        var elsewhere = group.Links
            .Where(l => WebAddress.ParseBase(l.Url) is { } uri && RegistrableDomain.FromHost(uri.IdnHost) != site).ToList();
        if (elsewhere.Count * 10 <= group.Links.Count * 3)
            group.Links.RemoveAll(elsewhere.Contains);
        return group.Links.Count == 0 || elsewhere.Count * 2 > group.Links.Count && group.DatedShare < 0.5;
    }

    /// <summary>
    /// Returns true if the line is only the link: a date and a click count after a title do not make a sentence of it.
    /// </summary>
    private bool StandsAlone(LinkCandidate link) => _lines[link.Line].IsLinks || !_lines[link.Line].IsProse || link.IsDated;

    private ParsedItem ItemOf(LinkCandidate link, int[] starts)
    {
        var (container, range) = ContainerOf(link, starts);
        return new ParsedItem
        {
            Url = link.Url,
            Title = link.Title,
            Published = link.Date,
            Summary = SummaryIn(range, link),
            ImageUrl = container.QuerySelectorAll("img").Take(4)
                .Where(i => !LazyImages.IsPixel(i)).Select(i => LazyImages.Address(i, page.BaseUrl)).FirstOrDefault(a => a is not null),
            Language = page.Language,
        };
    }

    private string? SummaryIn(Range range, LinkCandidate link)
    {
        for (var i = range.Start.Value; i < range.End.Value; i++)
            if (_lines[i].IsProse && i != link.Line && _lines[i].Text != link.Title)
                return Summaries.Make(_lines[i].Text, SummaryLength);
        return null;
    }

    /// <summary>Returns the largest element around the link that holds no other item.</summary>
    private (IElement Element, Range Lines) ContainerOf(LinkCandidate link, int[] starts)
    {
        IElement container = link.Anchor;
        var range = link.Line..(link.Line + 1);
        for (var node = link.Anchor.ParentElement; node is not null && node.LocalName is not ("body" or "html"); node = node.ParentElement)
        {
            var wider = page.Lines.RangeOf(node);
            if (wider.End.Value - wider.Start.Value > 30 || wider.End.Value > 0 && starts[wider.End.Value] - starts[wider.Start.Value] > 1)
                break;
            container = node;
            if (wider.End.Value > wider.Start.Value)
                range = wider;
        }
        return (container, range);
    }

    [GeneratedRegex(
        @"^\W*((点击|阅读|浏览|评论|本周|本月|一周|今日|24小时)?(排行榜?|热榜|热点|热门\w{0,4}|人气榜?|热文|热评)|(24|48)小时\w{0,4}|热图|网站地图|图片新闻|图说\w{0,4}"
            + @"|猜[你您]喜欢|most\s+(read|popular|viewed)|trending)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex RankingHeading { get; }
}
