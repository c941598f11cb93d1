using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Reads an article page as one item. The page is not changed.</summary>
internal sealed partial class ArticleItemReader(PageContext page, BodyCandidate? body, FoundTitle? title, ArticleFacts facts)
{
    private const int SummaryLength = 160;

    public ParsedItem? Read()
    {
        var links = new ArticleLinks(page, body, title);
        var (related, previous, next, nextPage) = (links.Related(), links.Previous(), links.Next(), links.NextPage());
        var dates = new ArticleDates(page, facts);
        var isBeginning = page.Lines.All.Any(l => StandInWords.IsWall(l.Text));
        var (published, authors) = (dates.Published(), new ArticleAuthors(page, facts).Find());
        var (html, text) = StatedBody.InsteadOf(ReadBody(), page);
        var state = StateArticle.Find(page, title, text);
        (html, text) = state is null ? (html, text) : (state.Html, state.Text);
        if (text.Length == 0 && title is null)
            return null;
        return new ParsedItem
        {
            Url = page.Metadata.CanonicalUrl is { } canonical && IsSamePage(canonical) ? canonical : page.PageUrl?.AbsoluteUri,
            Title = title?.Text,
            ContentHtml = html.Length > 0 ? html : null,
            ContentText = text.Length > 0 ? text : null,
            Summary = Summary(text),
            ImageUrl = MainImage(html),
            Published = published ?? state?.Published,
            Modified = dates.Modified(published),
            Authors = [.. (authors.Count == 0 && state?.Author is { } writer ? [writer] : authors).Select(name => new ParsedAuthor(name))],
            Editor = facts.Editor,
            Origin = facts.Origin ?? StatedOrigin() ?? (state?.Source is { } source ? new ParsedOrigin(source) : null),
            Tags = Tags(),
            Section = page.Metadata.Article?.Section ?? page.Metadata.First("article:section", "parsely-section"),
            Language = page.Language ?? state?.Language,
            Related = related,
            Previous = previous,
            Next = next,
            NextPageUrl = nextPage,
            IsBeginning = isBeginning,
        };
    }

    private (string Html, string Text) ReadBody()
    {
        if (BodyJudge.Judge(page, body, title, facts) is not { } judged)
            return (string.Empty, string.Empty);
        var element = new KeptBody(page.Lines, judged).Copy();
        var text = PlainText.FromNode(element);
        var html = element is IHtmlElement inside && element.LocalName is not ("tr" or "tbody")
            ? HtmlSanitizing.SanitiseInside(inside, page.BaseUrl)
            : HtmlSanitizing.Read("<table><tbody><tr>" + HtmlMarkup.Inside(element) + "</tr></tbody></table>", page.BaseUrl).Html;
        return (html, text);
    }

    private string? Summary(string text)
    {
        var stated = page.Metadata.First("description", "og:description", "twitter:description");
        if (text.Length > 0)
            return Summaries.Make(text, SummaryLength);
        return stated;
    }

    private string? MainImage(string html)
    {
        foreach (var stated in (ReadOnlySpan<string?>)[page.Metadata.First("og:image", "og:image:url", "og:image:secure_url"),
            page.Metadata.Article?.ImageUrl,
            page.Metadata.First("twitter:image", "twitter:image:src", "image", "thumbnail", "sailthru.image.full")])
            if (page.Resolve(stated) is { } url)
                return url;
        if (page.Resolve(
            page.Elements.FirstOrDefault(
                e => e.LocalName == "link" && e.GetAttribute("rel") == "image_src")?.GetAttribute("href")) is { } linked)
            return linked;
        if (html.Length == 0 || !html.Contains("<img", StringComparison.Ordinal))
            return null;
        return HtmlDocuments.Parse(html).QuerySelectorAll("img[src]")
            .FirstOrDefault(image => !(LazyImages.Size(image.GetAttribute("width")) is < 100))?.GetAttribute("src");
    }

    private ParsedOrigin? StatedOrigin() =>
        // The digital edition of a newspaper: 某某日报数字报.
        page.Dates.IsChinese && StatedTitle.PartsOf(page.Metadata.DocumentTitle ?? string.Empty)
            .Select(p => EditionName.Match(p)).FirstOrDefault(m => m.Success) is { } edition
                ? new ParsedOrigin(edition.Groups["paper"].Value)
        : page.Dates.IsChinese && PaperPage.Match(page.Metadata.DocumentTitle ?? string.Empty) is { Success: true } paper
            ? new ParsedOrigin(paper.Groups["paper"].Value)
        : page.Metadata.First("contentsource", "source", "article:source", "og:source", "original-source",
            "syndication-source") is { } stated
            && InfoLine.SourceName(stated) is { } name ? new ParsedOrigin(name) : null;

    private List<string> Tags()
    {
        var tags = new List<string>(facts.Tags);
        if (tags.Count == 0)
            tags.AddRange(page.Metadata.All("article:tag"));
        if (tags.Count == 0 && page.Metadata.Article is { } article)
            tags.AddRange(article.Keywords);
        if (tags.Count == 0 && page.Metadata.First("news_keywords", "keywords", "parsely-tags") is { Length: < 400 } keywords)
            tags.AddRange(
                keywords.Split([',', '，', ';', '、', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return [.. tags.Where(t => t.Length is > 0 and <= 40).Distinct(StringComparer.OrdinalIgnoreCase).Take(20)];
    }

    /// <summary>
    /// Returns false for a canonical address at the root of the site, which on an article page is an error of the template.
    /// </summary>
    private bool IsSamePage(string canonical) =>
        WebAddress.ParseBase(canonical) is { } uri
            && (uri.AbsolutePath.Length > 1 || page.PageUrl is null || page.PageUrl.AbsolutePath.Length <= 1);

    [GeneratedRegex(@"^(?<paper>[\u4e00-\u9fff]{2,10}报)(多媒体)?(数字报纸?|电子报|电子版|数字版)$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex EditionName { get; }

    /// <summary>A page of a newspaper: 某某日报 2024年8月22日 第05版：教育.</summary>
    [GeneratedRegex(
        @"(^|[-_|\s])(?<paper>[\u4e00-\u9fff]{2,10}报)[-_|\s]+(\d{4}\s?[-年./]\s?\d{1,2}\s?[-月./]\s?\d{1,2}日?[-_|\s]*)?"
            + @"(星期\w[-_|\s]*)?第?\s?[A-Z]?\d{1,3}\s?版",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex PaperPage { get; }
}
