using System.Buffers;
using System.Text.RegularExpressions;
using AngleSharp.Css.Dom;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Finds the authors of an article: structured data first, then the byline.</summary>
internal sealed partial class ArticleAuthors(PageContext page, ArticleFacts facts)
{
    private const int MostAuthors = 10;

    /// <summary>Between the name of a member and the date of the post there are counts of posts and points.</summary>
    private const int LinesAbovePost = 12;

    /// <summary>Where templates show the author, the most reliable place first.</summary>
    private static readonly (ISelector Selector, bool IsSure)[] Shown =
    [
        (HtmlDocuments.Selector("[itemprop~=author]"), true),
        (HtmlDocuments.Selector("[rel~=author]"), true),
        (HtmlDocuments.Selector(".author-name,.byline-name,.authorName,.author__name,.byline__name"), false),
        (HtmlDocuments.Selector(".byline,.author,.post-author,.article-author,.entry-author"), false),
        (HtmlDocuments.Selector("a[href*='/author/'],a[href*='/authors/'],a[href*='/autor/'],a[href*='/by/'],a[href*='/staff/']"), false),
        (HtmlDocuments.Selector("[class*=byline],[class*=Byline],[class*=author],[class*=Author]"), false),
    ];

    private static readonly SearchValues<string> FoldersOfAuthors =
        SearchValues.Create(["/author/", "/authors/", "/autor/", "/by/", "/staff/"], StringComparison.Ordinal);

    private static readonly string[] Names =
        ["author", "article:author", "byl", "byline", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
            "article:author_name", "citation_author", "og:author"];

    public IReadOnlyList<string> Find()
    {
        if (page.Dates.IsChinese && facts.Authors.Count > 0)
            return facts.Authors;
        if (Clean(page.Metadata.Article?.Authors ?? []) is { Count: > 0 } described)
            return described;
        foreach (var name in Names)
            if (Clean(page.Metadata.All(name)).Where(n => !IsOffice(n)).ToList() is { Count: > 0 } stated)
                return stated;
        // A content platform shows the account where other sites show the author.
        if (FromElements().Where(n => !page.Dates.IsChinese || n != facts.Origin?.Name).ToList() is { Count: > 0 } shown)
            return shown;
        return facts.Authors.Count == 0 && page.Dates.IsChinese ? Member() : facts.Authors;
    }

    /// <summary>Returns true for the office that publishes the text, which some templates state as its author.</summary>
    private bool IsOffice(string name) => page.Dates.IsChinese && name == facts.Origin?.Name && ShownOrigin.IsOffice(name);

    /// <summary>Returns true if an address leads to a person's page on the site.</summary>
    public static bool LeadsToMember(string? href) => href is { Length: < 300 } && MemberAddress.IsMatch(href);

    /// <summary>
    /// Returns the name next to the date that links to a member's page, or alone above it, as forums show the writer of a post.
    /// </summary>
    private List<string> Member()
    {
        var near = facts.Lines.Order().Take(4).ToList();
        var above = near.Count == 0 ? [] : Enumerable.Range(Math.Max(0, near[^1] - LinesAbovePost), Math.Min(near[^1], LinesAbovePost))
            .Where(i => page.Lines.All[i] is { IsLinks: true, Anchors.Count: 1 });
        return [.. near.Concat(above).SelectMany(i => page.Lines.All[i].Anchors).Where(a => LeadsToMember(a.GetAttribute("href")))
            .Select(a => Clean([PlainText.InlineFromNode(a)])).FirstOrDefault(names => names.Count > 0) ?? []];
    }

    private List<string> FromElements()
    {
        var named = page.Elements.Where(MayShowAuthor).ToList();
        foreach (var (selector, isSure) in Shown)
        {
            var names = new List<string>();
            foreach (var element in named.Where(e => selector.Match(e, null)).Take(6))
            {
                var name = HtmlDocuments.FirstIn(
                    element, e => e.GetAttribute("itemprop")?.Split(' ').Contains("name", StringComparer.Ordinal) == true) ?? element;
                if (!IsBeside(element, isSure) && name.TextContent.Length < 120)
                    names.Add(PlainText.InlineFromNode(name));
            }
            // A page has one byline; further ones belong to other articles.
            if (names.Select(n => Clean([n])).FirstOrDefault(n => n.Count > 0) is { } found)
                return isSure ? Clean(names) : found;
        }
        return [];
    }

    /// <summary>Returns true for every element that one of the selectors matches, and for few others: a selector is slower.</summary>
    private static bool MayShowAuthor(IElement element)
    {
        if (element.Attributes.Length == 0)
            return false;
        return element.ClassName is { } name
                && (name.Contains("uthor", StringComparison.Ordinal) || name.Contains("yline", StringComparison.Ordinal))
            || element.GetAttribute("itemprop")?.Contains("author", StringComparison.Ordinal) == true
            || element.GetAttribute("rel")?.Contains("author", StringComparison.Ordinal) == true
            || element.LocalName == "a" && element.GetAttribute("href").AsSpan().ContainsAny(FoldersOfAuthors);
    }

    /// <param name="element">The element that shows the name.</param>
    /// <param name="isSure">True if the element itself says that it names the author; then only a comment section makes the name
    /// another person's.</param>
    private static bool IsBeside(IElement element, bool isSure)
    {
        for (var node = element.ParentElement; node is not null; node = node.ParentElement)
            if (Zones.Find(node) is Zone.Comments || !isSure && node.LocalName is "footer" or "nav" or "aside")
                return true;
        return false;
    }

    private List<string> Clean(IReadOnlyList<string> stated)
    {
        var site = TextWeight.Bare(page.Metadata.SiteName ?? string.Empty);
        var publisher = TextWeight.Bare(page.Metadata.Article?.PublisherName ?? string.Empty);
        return [.. stated.Where(
            s => s.Length < 200 && !s.Contains("://", StringComparison.Ordinal) && !s.Contains(".com/", StringComparison.Ordinal))
            .SelectMany(InfoLine.People)
            .Where(n => TextWeight.Bare(n) is { Length: > 0 } bare && bare != site && bare != publisher)
            .Distinct(StringComparer.OrdinalIgnoreCase).Take(MostAuthors)];
    }

    [GeneratedRegex(
        @"/(author|authors|space|user|member|people|u)/|[?&](userid|uid|author|mid)=",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex MemberAddress { get; }
}
