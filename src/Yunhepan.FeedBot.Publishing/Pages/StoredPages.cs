using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>Reads the content of each page from the store and renders it.</summary>
internal static class StoredPages
{
    private const int Shown = 30;
    private const int CorrectionsShown = 10;

    public static async Task<RenderedPage> HomeAsync(IServiceProvider services, PageRequest page, CancellationToken cancellationToken)
    {
        var articles = services.GetRequiredService<ArticleReader>();
        var latest = await articles.LatestAsync(ArticleFilter.All, Shown, cancellationToken);
        var counted = page.Tree.Nodes.Where(n => n.Kind is TopicKind.Category or TopicKind.Source).Select(FeedTopic.For)
            .Prepend(FeedTopic.All);
        var counts = await services.GetRequiredService<TopicCounts>().GetAsync([.. counted], articles, cancellationToken);
        return await RenderedPage.RenderAsync(HomePage.Render(page, latest, counts), StatusCodes.Status200OK);
    }

    public static async Task<RenderedPage> TopicAsync(
        TopicNode node, IServiceProvider services, PageRequest page, CancellationToken cancellationToken)
    {
        var articles = services.GetRequiredService<ArticleReader>();
        var topic = FeedTopic.For(node);
        var latest = await articles.LatestAsync(topic.Filter, Shown, cancellationToken);
        var counts = await services.GetRequiredService<TopicCounts>().GetAsync([topic], articles, cancellationToken);
        return await RenderedPage.RenderAsync(TopicPage.Render(page, node, latest, counts[topic]), StatusCodes.Status200OK);
    }

    public static async Task<RenderedPage> ArticleAsync(
        Guid id, IServiceProvider services, PageRequest page, CancellationToken cancellationToken)
    {
        var articles = services.GetRequiredService<ArticleReader>();
        var article = await articles.FindAsync(id, cancellationToken);
        var reason = article is null
            ? await articles.TakenDownBecauseAsync(id, cancellationToken) : article.IsTakenDown ? article.WithdrawnReason : null;
        if (reason is not null)
            return await RenderedPage.RenderAsync(FaultPage.Gone(page, reason), StatusCodes.Status410Gone);
        if (article is null)
            return await NotFoundAsync(page);
        var filter = ArticlePage.CategoryOf(page.Tree, article) is { } category
            ? new ArticleFilter { CategoryId = category.Id } : new ArticleFilter { SourceId = article.SourceId };
        var more = await articles.LatestAsync(filter, 7, cancellationToken);
        var alsoAt = await services.GetRequiredService<StoryReader>().AlsoAtAsync([article], cancellationToken);
        // The corrections of a withdrawn article would reveal its content.
        var corrections = article.WithdrawnAt is null
            ? await articles.CorrectionsAsync(article.Id, CorrectionsShown, cancellationToken) : [];
        var html = ArticlePage.Render(page, article, corrections, more, alsoAt[article.PublicId]);
        return await RenderedPage.RenderAsync(html, article.WithdrawnAt is null ? StatusCodes.Status200OK : StatusCodes.Status410Gone);
    }

    public static async Task<RenderedPage> SearchAsync(IServiceProvider services, PageRequest page, CancellationToken cancellationToken)
    {
        var query = SearchQuery.Parse(page.Search);
        var search = services.GetRequiredService<ArticleSearch>();
        // A search within a removed category finds nothing, and the page says so.
        var found = query.Words.Length == 0
            ? await services.GetRequiredService<ArticleReader>().LatestAsync(query.Filter, Shown, cancellationToken)
            : await search.FindAsync(query.Words, query.Filter, Shown, cancellationToken);
        var total = found.Count < Shown || query.Words.Length == 0 ? found.Count
            : await search.CountAsync(query.Words, query.Filter, PageTexts.MostCounted + 1, cancellationToken);
        return await RenderedPage.RenderAsync(SearchPage.Render(page, query, found, total), StatusCodes.Status200OK);
    }

    public static Task<RenderedPage> NotFoundAsync(PageRequest page) =>
        RenderedPage.RenderAsync(FaultPage.NotFound(page), StatusCodes.Status404NotFound);
}
