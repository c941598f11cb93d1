using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Extraction.Charsets;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Finds the lists of a page one by one, where <see cref="ListReader"/> takes all of them together: links in the same place of a
/// template, in the same box. Each comes with a selector that finds it again.
/// </summary>
internal static class PageLists
{
    private const int FewestEntries = 3, MostLists = 12, MostTried = 24, ShortestTitle = 10, LongestHeading = 24, Deepest = 40;

    /// <summary>Returns the lists, the largest first; empty if a line of the page takes too long to read.</summary>
    public static IReadOnlyList<PageList> Find(ParseRequest request, DecodedText text, CancellationToken cancellationToken)
    {
        try
        {
            return Find(PageContext.Read(request, PageParser.Bounded(text), cancellationToken), cancellationToken);
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    private static List<PageList> Find(PageContext page, CancellationToken cancellationToken)
    {
        List<PageList> found = [];
        var paths = new ElementPath(page.Document);
        var lists = LinkGroups.Find(page).SelectMany(Boxes).Where(IsList).OrderByDescending(Worth).Take(MostTried);
        foreach (var (box, links) in lists)
        {
            if (found.Count < MostLists && SelectorOf(page, paths, box, links, cancellationToken) is var (items, entries)
                && !found.Exists(f => f.Items == items || f.Entries.Select(e => e.Url).SequenceEqual(entries.Select(e => e.Url))))
                found.Add(new PageList(items, HeadingOf(page, links), entries));
        }

        return found;
    }

    /// <summary>Divides the links of a template by the smallest elements that hold several of them: lists that look alike.</summary>
    private static IEnumerable<(IElement Box, List<LinkCandidate> Links)> Boxes(LinkGroup group)
    {
        var counts = new Dictionary<IElement, int>();
        foreach (var link in group.Links)
            foreach (var around in AroundOf(link))
                counts[around] = counts.GetValueOrDefault(around) + 1;
        return group.Links.Select(l => (Link: l, Box: AroundOf(l).FirstOrDefault(e => counts[e] >= FewestEntries)))
            .Where(l => l.Box is not null).GroupBy(l => l.Box!).Select(g => (g.Key, g.Select(l => l.Link).ToList()));
    }

    private static IEnumerable<IElement> AroundOf(LinkCandidate link)
    {
        var depth = 0;
        for (var node = link.Anchor.ParentElement; node is not null && depth < Deepest; node = node.ParentElement, depth++)
            yield return node;
    }

    private static bool IsList((IElement Box, List<LinkCandidate> Links) list) =>
        list.Links.Count >= FewestEntries && Median(list.Links) >= ShortestTitle
        && list.Links.Count(l => l.Zone is Zone.Navigation or Zone.Comments) * 2 <= list.Links.Count;

    private static double Worth((IElement Box, List<LinkCandidate> Links) list) =>
        list.Links.Count * Math.Min(Median(list.Links), 60) * (list.Links.Count(l => l.Zone == Zone.Main) * 2 > list.Links.Count ? 2 : 1);

    private static int Median(List<LinkCandidate> links) => links.Select(l => l.Weight).Order().ElementAt(links.Count / 2);

    /// <summary>Returns a selector whose matches are these entries and no others; null if there is none.</summary>
    private static (string Items, IReadOnlyList<ParsedItem> Entries)? SelectorOf(
        PageContext page, ElementPath paths, IElement box, List<LinkCandidate> links, CancellationToken cancellationToken)
    {
        var wanted = links.Select(l => l.Url).ToHashSet(StringComparer.Ordinal);
        var within = paths.Write(box);
        if (within is null)
            return null;
        var rows = links.Select(l => AroundOf(l).Prepend(l.Anchor).First(e => e.ParentElement == box).LocalName).Distinct().ToList();
        // A row also shows the date; where a row holds several links, the links themselves are the entries.
        var places = links.Select(l => ElementPath.PlaceOf(l.Anchor)).Distinct().ToList();
        var path = ElementPath.Down(within, box, links[0].Anchor);
        string[] tried =
        [
            .. rows.Count == 1 ? (string[])[$"{within} > {rows[0]}"] : [], path,
            .. places is [not null] ? (string[])[$"{path}:nth-of-type({places[0]})"] : [],
        ];
        foreach (var items in tried.Where(PageSelectors.IsValid))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entries = SelectedParts.Items(page, new PageSelectors { Items = items });
            var own = entries.Count(e => e.Url is { } url && wanted.Contains(url));
            if (own >= FewestEntries && own * 5 >= wanted.Count * 4 && entries.Count == own)
                return (items, entries);
        }

        return null;
    }

    private static string? HeadingOf(PageContext page, List<LinkCandidate> links)
    {
        var first = links.Min(l => l.Line);
        return Enumerable.Range(1, 3).Select(before => first - before).Where(line => line >= 0).Select(line => page.Lines.All[line])
            .FirstOrDefault(line => line.Weight is >= 4 and <= LongestHeading && !line.Text.Any(char.IsDigit))?.Text;
    }
}
