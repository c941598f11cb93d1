using AngleSharp.Dom;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Who wrote an article: the structured data's word first, then the byline.</summary>
internal sealed class ArticleAuthors(PageContext page, ArticleFacts facts)
{
    private const int MostAuthors = 10;

    /// <summary>Where templates show the writer, the surest first.</summary>
    private static readonly string[] Shown =
    [
        "[itemprop~=author]", "[rel~=author]", ".author-name,.byline-name,.authorName,.author__name,.byline__name", ".byline,.author,.post-author,.article-author,.entry-author",
        "a[href*='/author/'],a[href*='/authors/'],a[href*='/autor/'],a[href*='/by/'],a[href*='/staff/']", "[class*=byline],[class*=Byline],[class*=author],[class*=Author]",
    ];

    private static readonly string[] Names =
        ["author", "article:author", "byl", "byline", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "article:author_name", "citation_author", "og:author"];

    public IReadOnlyList<string> Find()
    {
        if (page.Dates.IsChinese && facts.Authors.Count > 0)
            return facts.Authors;
        if (Clean(page.Metadata.Article?.Authors ?? []) is { Count: > 0 } described)
            return described;
        foreach (var name in Names)
            if (Clean(page.Metadata.All(name)) is { Count: > 0 } stated)
                return stated;
        if (FromElements() is { Count: > 0 } shown)
            return shown;
        return facts.Authors;
    }

    private List<string> FromElements()
    {
        foreach (var selector in Shown)
        {
            var names = new List<string>();
            var isSure = selector.StartsWith('[') && !selector.StartsWith("[class", StringComparison.Ordinal);
            foreach (var element in page.Document.QuerySelectorAll(selector).Take(6))
            {
                var named = element.QuerySelector("[itemprop~=name]") ?? element;
                if (!IsBeside(element, isSure) && named.TextContent.Length < 120)
                    names.Add(PlainText.InlineFromNode(named));
            }
            // A page has one byline; further ones belong to other articles.
            if (names.Select(n => Clean([n])).FirstOrDefault(n => n.Count > 0) is { } found)
                return isSure ? Clean(names) : found;
        }
        return [];
    }

    /// <param name="element">Shows a name.</param>
    /// <param name="isSure">The element says itself that it names the author: only in comments it names another.</param>
    private static bool IsBeside(IElement element, bool isSure)
    {
        for (var node = element.ParentElement; node is not null; node = node.ParentElement)
            if (Zones.Of(node) is Zone.Comments || !isSure && node.LocalName is "footer" or "nav" or "aside")
                return true;
        return false;
    }

    private List<string> Clean(IReadOnlyList<string> stated)
    {
        var site = TextWeight.Bare(page.Metadata.SiteName ?? string.Empty);
        var publisher = TextWeight.Bare(page.Metadata.Article?.PublisherName ?? string.Empty);
        return [.. stated.Where(s => s.Length < 200 && !s.Contains("://", StringComparison.Ordinal) && !s.Contains(".com/", StringComparison.Ordinal))
            .SelectMany(InfoLine.People)
            .Where(n => TextWeight.Bare(n) is { Length: > 0 } bare && bare != site && bare != publisher)
            .Distinct(StringComparer.OrdinalIgnoreCase).Take(MostAuthors)];
    }
}
