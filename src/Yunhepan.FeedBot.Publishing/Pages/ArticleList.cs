using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Text;
using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>The parts that several pages show.</summary>
internal static class ArticleList
{
    private const int SummaryLength = 110;

    /// <param name="hits">What was searched for, to be marked.</param>
    public static Html Render(PageRequest page, IReadOnlyList<Article> articles, SearchHits? hits = null) => articles.Count == 0
        ? Html.Of($"""<p class="empty">{page.Texts.Nothing}</p>""")
        : Html.Of($"""<ol class="articles">{articles.Select(a => Card(page, a, hits))}</ol>""");

    /// <summary>Category, time, who said it first and who passed it on.</summary>
    public static Html Facts(PageRequest page, Article article, FeedItem item, bool linksOrigin = false)
    {
        var source = page.Tree.Find(TopicKind.Source, article.SourceId);
        var origin = linksOrigin && item.OriginUrl is not null
            ? Html.Of($"""<a href="{item.OriginUrl}" rel="noopener external">{item.OriginName}</a>""") : Html.Of($"{item.OriginName}");
        var isRepost = item.OriginName is { } name && name != item.Source.Name && name != source?.Name.Zh && name != source?.Name.En;
        var time = page.Time(article.PublishedAt ?? article.SortAt, article.PublishedAt is null || article.PublishedHasTime);
        var first = Html.If(item.OriginName is not null, $"<span>{page.Texts.OriginalSource}{origin}</span>");
        var relation = isRepost ? page.Texts.Via : item.OriginName is null ? page.Texts.OriginalSource : "";
        var teller = source is null ? Html.Of($"{item.Source.Name}")
            : isRepost || item.OriginName is null
                ? Html.Of($"""<a href="{page.Link(FeedTopic.Of(source).PagePath)}">{page.NameOf(source)}</a>""")
            : Html.Empty;
        return Html.Of($"""
            <p class="facts">{Categories(page, article)}<span>{time}</span>{first}<span>{relation}{teller}</span></p>
            """);
    }

    private static Html Card(PageRequest page, Article article, SearchHits? hits)
    {
        var item = page.ItemOf(article);
        var urgent = article.Priority == Priority.Urgent;
        var summary = Summary(article, item, hits);
        return Html.Of($"""
            <li class="card{(urgent ? " urgent" : "")}"><article>
            <h3>{Html.If(urgent, $"""<strong class="flag">{page.Texts.Urgent}</strong> """)}<a href="{page.Link(
                "/article/" + article.PublicId)}"{Language(page, item)}>{Marked(item.Title, hits)}</a></h3>
            {Html.If(summary.Length > 0, $"""<p class="summary"{Language(page, item)}>{Marked(summary, hits)}</p>""")}
            {Facts(page, article, item)}
            </article></li>
            """);
    }

    // Of a found article the words around what was found, where the usual summary does not show it.
    private static string Summary(Article article, FeedItem item, SearchHits? hits)
    {
        var usual = LegalText.Shortened(item.Summary ?? "", SummaryLength);
        if (hits is null || hits.In(usual).Count > 0 || hits.In(item.Title).Count > 0
            || hits.In(article.ContentText) is not [var (start, _), ..])
            return usual;
        var from = Math.Max(0, start - (SummaryLength / 3));
        if (from > 0 && char.IsLowSurrogate(article.ContentText[from]))
            from--;
        return (from > 0 ? "…" : "") + LegalText.Shortened(LegalText.OneLine(article.ContentText[from..]), SummaryLength);
    }

    private static Html Marked(string text, SearchHits? hits)
    {
        var at = 0;
        var marked = Html.Empty;
        foreach (var (start, length) in hits?.In(text) ?? [])
        {
            marked = Html.Of($"{marked}{text[at..start]}<mark>{text.Substring(start, length)}</mark>");
            at = start + length;
        }

        return Html.Of($"{marked}{text[at..]}");
    }

    /// <summary>Marks text in another language than the page's, for screen readers and fonts.</summary>
    public static Html Language(PageRequest page, FeedItem item)
    {
        var language = item.Language ?? page.Tree.Site.Language;
        return Html.If(!language.StartsWith(page.Texts.Tag[..2], StringComparison.OrdinalIgnoreCase), $""" lang="{language}" """);
    }

    private static Html Categories(PageRequest page, Article article) => Html.Join(article.Categories
        .Select(c => page.Tree.Find(TopicKind.Category, c.CategoryId)).OfType<TopicNode>()
        .Select(c => Html.Of($"""<a class="chip" href="{page.Link(FeedTopic.Of(c).PagePath)}">{page.NameOf(c)}</a>""")));
}
