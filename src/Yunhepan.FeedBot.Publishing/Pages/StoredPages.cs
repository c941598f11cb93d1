using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Feeds;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>Reads the content of each page from the store and renders it.</summary>
internal static class StoredPages
{
    private const int CorrectionsShown = 10;

    public static async Task<RenderedPage> HomeAsync(IServiceProvider services, PageRequest page, CancellationToken cancellationToken)
    {
        var counted = page.Tree.Nodes.Where(n => n.Kind is TopicKind.Category or TopicKind.Source).Select(FeedTopic.For)
            .Prepend(FeedTopic.All);
        var counts = await services.GetRequiredService<TopicCounts>().GetAsync(
            [.. counted], services.GetRequiredService<ArticleReader>(), cancellationToken);
        return await ListAsync(FeedTopic.All, services, page, ListPlace.Size, cancellationToken) is { } list
            ? await RenderedPage.RenderAsync(HomePage.Render(page, list, counts), StatusCodes.Status200OK) : await NotFoundAsync(page);
    }

    public static async Task<RenderedPage> TopicAsync(
        TopicNode node, IServiceProvider services, PageRequest page, CancellationToken cancellationToken) =>
        await ListAsync(FeedTopic.For(node), services, page, ListPlace.Size, cancellationToken) is { } list
            ? await RenderedPage.RenderAsync(TopicPage.Render(page, node, list), StatusCodes.Status200OK) : await NotFoundAsync(page);

    /// <summary>Shows a feed with as many articles as it holds.</summary>
    public static async Task<RenderedPage> FeedAsync(
        FeedTopic topic, IServiceProvider services, PageRequest page, CancellationToken cancellationToken)
    {
        var (feeds, size) = (services.GetRequiredService<FeedArticles>(),
            services.GetRequiredService<IOptions<PublishingOptions>>().Value.DefaultItems);
        if (await feeds.MarkAsync(topic, cancellationToken) is not { } mark)
            return await NotFoundAsync(page);
        var list = topic.Feed is FeedKind.Search or FeedKind.Private
            ? ShownList.Whole(await feeds.LatestAsync(topic, size, cancellationToken))
            : await ListAsync(topic, services, page, size, cancellationToken);
        return list is null ? await NotFoundAsync(page) : await RenderedPage.RenderAsync(
            FeedPage.Render(page, topic, list, mark.ChangedAt, await feeds.FindAsync(topic, cancellationToken)), StatusCodes.Status200OK);
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
        var sentAt = article.WithdrawnAt is null && services.GetService<FirstSendOf>() is { } firstSendOf
            ? await firstSendOf(article.Id, cancellationToken) : null;
        var html = ArticlePage.Render(page, article, corrections, more, alsoAt[article.PublicId], sentAt);
        return await RenderedPage.RenderAsync(html, article.WithdrawnAt is null ? StatusCodes.Status200OK : StatusCodes.Status410Gone);
    }

    public static async Task<RenderedPage> SearchAsync(IServiceProvider services, PageRequest page, CancellationToken cancellationToken)
    {
        var query = SearchQuery.Parse(page.Search);
        var search = services.GetRequiredService<ArticleSearch>();
        // A search within a removed category finds nothing, and the page says so.
        if (query.Words.Length == 0)
        {
            var latest = await services.GetRequiredService<ArticleReader>().LatestAsync(query.Filter, ListPlace.Size, cancellationToken);
            return await RenderedPage.RenderAsync(
                SearchPage.Render(page, query, ShownList.Whole(latest)), StatusCodes.Status200OK);
        }

        var (number, skipped) = (page.Place.Number, (page.Place.Number - 1) * ListPlace.Size);
        var found = await search.FindAsync(query.Words, query.Filter, ListPlace.Size, cancellationToken, skipped);
        if (found.Count == 0 && number > 1)
            return await NotFoundAsync(page);
        var total = found.Count < ListPlace.Size ? skipped + found.Count
            : await search.CountAsync(query.Words, query.Filter, PageTexts.MostCounted + 1, cancellationToken);
        var list = new ShownList(
            found, skipped + 1, total, number == 1 ? null : new ListPlace(null, number - 1),
            Math.Min(total, PageTexts.MostCounted) > skipped + found.Count ? new ListPlace(null, number + 1) : null)
        {
            IsMore = total > PageTexts.MostCounted,
        };
        return await RenderedPage.RenderAsync(SearchPage.Render(page, query, list), StatusCodes.Status200OK);
    }

    private static async Task<ShownList?> ListAsync(
        FeedTopic topic, IServiceProvider services, PageRequest page, int size, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<ArticleLists>().ReadAsync(topic.Filter, page.Place.Before, size, cancellationToken)
            is not { } part)
            return null;
        var counts = await services.GetRequiredService<TopicCounts>().GetAsync(
            [topic], services.GetRequiredService<ArticleReader>(), cancellationToken);
        return ShownList.From(part, counts[topic]);
    }

    public static Task<RenderedPage> PrivacyAsync(IServiceProvider services, PageRequest page, CancellationToken cancellationToken) =>
        RenderedPage.RenderAsync(PrivacyPage.Render(page, services.GetService<PrivacyTerms>()), StatusCodes.Status200OK);

    public static Task<RenderedPage> NotFoundAsync(PageRequest page) =>
        RenderedPage.RenderAsync(FaultPage.NotFound(page), StatusCodes.Status404NotFound);
}
