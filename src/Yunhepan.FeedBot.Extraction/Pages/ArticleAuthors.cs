using AngleSharp.Dom;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Who wrote an article: the structured data's word first, then the byline.</summary>
internal sealed class ArticleAuthors(PageContext page, ArticleFacts facts)
{
    private const int MostAuthors = 10;

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
        foreach (var selector in (ReadOnlySpan<string>)["[itemprop~=author]", "[rel~=author]", ".author-name,.byline-name", ".byline,.author,.post-author,.article-author"])
        {
            var names = new List<string>();
            foreach (var element in page.Document.QuerySelectorAll(selector).Take(6))
            {
                var named = element.QuerySelector("[itemprop~=name]") ?? element;
                if (!IsInComments(element) && named.TextContent.Length < 120)
                    names.Add(PlainText.InlineFromNode(named));
            }
            if (Clean(names) is { Count: > 0 } found)
                return found;
        }
        return [];
    }

    private static bool IsInComments(IElement element)
    {
        for (var node = element.ParentElement; node is not null; node = node.ParentElement)
            if (Zones.Of(node) is Zone.Comments)
                return true;
        return false;
    }

    private List<string> Clean(IReadOnlyList<string> stated)
    {
        var site = TextWeight.Bare(page.Metadata.SiteName ?? string.Empty);
        return [.. stated.Where(s => s.Length < 200 && !s.Contains("://", StringComparison.Ordinal) && !s.Contains(".com/", StringComparison.Ordinal))
            .SelectMany(InfoLine.People)
            .Where(n => site.Length == 0 || TextWeight.Bare(n) != site)
            .Distinct(StringComparer.OrdinalIgnoreCase).Take(MostAuthors)];
    }
}
