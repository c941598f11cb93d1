using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Yunhepan.FeedBot.Extraction.Dates;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Replaces the parts that the engine found with the matches of the operator's selectors.</summary>
internal static class SelectedParts
{
    private const int MostItems = 500;
    private const int SummaryLength = 120;

    /// <summary>Returns the entries of a list; empty if no selector is configured or it matches nothing.</summary>
    public static IReadOnlyList<ParsedItem> Items(PageContext page, PageSelectors? selectors) => selectors?.Items is not { } items
        ? []
        : [.. page.Document.QuerySelectorAll(items).Take(MostItems).Select(e => Item(page, e)).OfType<ParsedItem>().DistinctBy(i => i.Url)];

    /// <summary>Returns the article with the configured parts replaced.</summary>
    public static ParsedItem Apply(PageContext page, PageSelectors? selectors, ParsedItem article)
    {
        if (Find(page, selectors?.Title) is { } title && PlainText.FromHtmlInline(title.InnerHtml) is { Length: > 0 } words)
            article = article with { Title = words };
        if (Find(page, selectors?.Date) is { } date && DateParser.TryFind(date.TextContent, page.Dates, out var published, out _))
            article = article with { Published = published.From(DateEvidence.Selector, selectors!.Date, date.TextContent) };
        if (Find(page, selectors?.Content) is not { } content)
            return article;

        var (html, text) = HtmlSanitizing.Read(HtmlMarkup.Inside(content), page.BaseUrl);
        return text.Length == 0
            ? article : article with { ContentHtml = html, ContentText = text, Summary = Summaries.Make(text, SummaryLength) };
    }

    private static IElement? Find(PageContext page, string? selector) =>
        selector is null ? null : page.Document.QuerySelector(selector);

    private static ParsedItem? Item(PageContext page, IElement entry)
    {
        var link = entry as IHtmlAnchorElement
            ?? entry.QuerySelectorAll("a[href]").OfType<IHtmlAnchorElement>().FirstOrDefault(a => a.TextContent.Trim().Length > 0);
        if (page.Resolve(link?.GetAttribute("href")) is not { } url)
            return null;
        var shown = PlainText.FromHtmlInline(link!.InnerHtml);
        var full = link.GetAttribute("title")?.Trim();
        var hasDate = DateParser.TryFind(entry.TextContent, page.Dates, out var date, out var where);
        return new ParsedItem
        {
            Url = url,
            Title = full?.Length > shown.Length ? full : shown,
            Published = hasDate ? date.From(DateEvidence.ListEntry, null, entry.TextContent[where]) : null,
        };
    }
}
