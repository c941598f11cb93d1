using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing;

/// <summary>The pages for people: <c>/</c>, topics, articles, search, and what they need.</summary>
public static class PageEndpoints
{
    private const int Shown = 30;

    private const int CorrectionsShown = 10;

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", Methods, (HttpContext http) => CachedAsync(http, "/", ArticleFilter.All, HomeAsync)).WithName("Home");
        foreach (var kind in TopicTree.Kinds)
            routes.MapMethods(
                $"/{FeedTopic.Segment(kind)}/{{**id}}", Methods, (string? id, HttpContext http) => GetTopicAsync(kind, id ?? "", http));
        routes.MapMethods("/article/{id:guid}", Methods, (Guid id, HttpContext http) =>
            CachedAsync(http, $"/article/{id:D}", ArticleFilter.All, (services, page, ct) => ArticleAsync(id, services, page, ct)))
                .WithName("Article");
        routes.MapComplaints(Context);
        routes.MapMethods("/search", Methods, (HttpContext http) => CachedAsync(http, "/search", ArticleFilter.All, SearchAsync))
            .WithName("Search");
        routes.MapMethods("/assets/{name}", Methods, GetAssetAsync);
        routes.MapMethods("/favicon.svg", Methods, (HttpContext http) => Serve(http, PageAssets.Icon));
        routes.MapMethods("/favicon.ico", Methods, (HttpContext http) => Serve(http, PageAssets.Icon));
        routes.MapFallback(GetFallbackAsync);
        return routes;
    }

    /// <summary>
    /// Answers what goes wrong at any endpoint, in the same look where people see it; after what is answered from memory.
    /// </summary>
    public static IApplicationBuilder UseRequestFaults(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var faults = app.ApplicationServices.GetRequiredService<RequestFaults>();
        return app.Use(next => http => faults.RunAsync(http, next));
    }

    private static async Task GetTopicAsync(TopicKind kind, string id, HttpContext http)
    {
        var tree = http.RequestServices.GetRequiredService<CurrentTopics>().Tree;
        if (tree.FindSpelled(kind, id.Trim('/')) is not { } node)
        {
            await new PageResult(await NotFoundAsync(Context(http))).ExecuteAsync(http);
            return;
        }

        var topic = FeedTopic.For(node);
        await CachedAsync(
            http, $"/{FeedTopic.Segment(kind)}/{node.Id}", topic.Filter, (services, page, ct) => TopicAsync(node, services, page, ct));
    }

    /// <param name="path">The one spelling of the page's address, unescaped; whoever asks for another is sent there.</param>
    private static async Task CachedAsync(
        HttpContext http, string path, ArticleFilter filter, Func<IServiceProvider, PageRequest, CancellationToken,
        Task<RenderedPage>> render)
    {
        if (CanonicalAddress.RedirectOf(http.Request, path) is { } canonical)
        {
            http.Response.Redirect(canonical, permanent: true);
            return;
        }

        var (services, page) = (http.RequestServices, Context(http));
        var rendered = await services.GetRequiredService<RenderTurns>().RunAsync(http, () =>
            services.GetRequiredService<PageCache>()
                .GetAsync(page, filter, scope => render(scope, page, http.RequestAborted), http.RequestAborted));
        await new PageResult(rendered).ExecuteAsync(http);
    }

    private static async Task<RenderedPage> HomeAsync(IServiceProvider services, PageRequest page, CancellationToken cancellationToken)
    {
        var articles = services.GetRequiredService<ArticleReader>();
        var latest = await articles.LatestAsync(ArticleFilter.All, Shown, cancellationToken);
        var counted = page.Tree.Nodes.Where(n => n.Kind is TopicKind.Category or TopicKind.Source).Select(FeedTopic.For)
            .Prepend(FeedTopic.All);
        var counts = await services.GetRequiredService<TopicCounts>().GetAsync([.. counted], articles, cancellationToken);
        return await RenderedPage.RenderAsync(HomePage.Render(page, latest, counts), StatusCodes.Status200OK);
    }

    private static async Task<RenderedPage> TopicAsync(
        TopicNode node, IServiceProvider services, PageRequest page, CancellationToken cancellationToken)
    {
        var articles = services.GetRequiredService<ArticleReader>();
        var topic = FeedTopic.For(node);
        var latest = await articles.LatestAsync(topic.Filter, Shown, cancellationToken);
        var counts = await services.GetRequiredService<TopicCounts>().GetAsync([topic], articles, cancellationToken);
        return await RenderedPage.RenderAsync(TopicPage.Render(page, node, latest, counts[topic]), StatusCodes.Status200OK);
    }

    private static async Task<RenderedPage> ArticleAsync(
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
        var category = article.Categories.Select(c => c.CategoryId).FirstOrDefault(c => page.Tree.Find(TopicKind.Category, c) is not null);
        var filter = category is null ? new ArticleFilter { SourceId = article.SourceId } : new ArticleFilter { CategoryId = category };
        var more = await articles.LatestAsync(filter, 7, cancellationToken);
        var alsoAt = await services.GetRequiredService<StoryReader>().AlsoAtAsync([article], cancellationToken);
        // What was withdrawn is not told again by the way of its corrections.
        var corrections = article.WithdrawnAt is null
            ? await articles.CorrectionsAsync(article.Id, CorrectionsShown, cancellationToken) : [];
        var html = ArticlePage.Render(page, article, corrections, more, alsoAt[article.PublicId]);
        return await RenderedPage.RenderAsync(html, article.WithdrawnAt is null ? StatusCodes.Status200OK : StatusCodes.Status410Gone);
    }

    private static async Task<RenderedPage> SearchAsync(IServiceProvider services, PageRequest page, CancellationToken cancellationToken)
    {
        var query = SearchQuery.Parse(page.Search);
        var search = services.GetRequiredService<ArticleSearch>();
        // A category that has gone finds nothing; the page says so.
        var found = query.Words.Length == 0
            ? await services.GetRequiredService<ArticleReader>().LatestAsync(query.Filter, Shown, cancellationToken)
            : await search.FindAsync(query.Words, query.Filter, Shown, cancellationToken);
        var total = found.Count < Shown || query.Words.Length == 0 ? found.Count
            : await search.CountAsync(query.Words, query.Filter, PageTexts.MostCounted + 1, cancellationToken);
        return await RenderedPage.RenderAsync(SearchPage.Render(page, query, found, total), StatusCodes.Status200OK);
    }

    // Both are request delegates: what they returned would not be executed.
    private static async Task GetAssetAsync(HttpContext http)
    {
        IResult found = PageAssets.Find(http.Request.Path) is { } asset
            ? Serve(http, asset) : new PageResult(await NotFoundAsync(Context(http)));
        await found.ExecuteAsync(http);
    }

    private static async Task GetFallbackAsync(HttpContext http)
    {
        IResult missing = http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? new PageResult(await NotFoundAsync(Context(http)))
            : TypedResults.Text("Not found\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
        await missing.ExecuteAsync(http);
    }

    private static Task<RenderedPage> NotFoundAsync(PageRequest page) =>
        RenderedPage.RenderAsync(FaultPage.NotFound(page), StatusCodes.Status404NotFound);

    private static FileContentHttpResult Serve(HttpContext http, PageAsset asset)
    {
        var (request, headers) = (http.Request, http.Response.Headers);
        var named = request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
        PageResult.SetHeaders(headers);
        headers.CacheControl = named ? "public, max-age=31536000, immutable" : "public, max-age=86400";
        headers.Vary = "Accept-Encoding";
        var variant = AcceptedEncoding.Choose(request.Headers.AcceptEncoding, asset.Plain, asset.Gzip, asset.Brotli);
        if (variant.Encoding.Length > 0)
            headers.ContentEncoding = variant.Encoding;
        return TypedResults.File(variant.Bytes, asset.ContentType);
    }

    internal static PageRequest Context(HttpContext http)
    {
        var services = http.RequestServices;
        return PageRequest.From(
            http.Request,
            services.GetRequiredService<CurrentTopics>().Tree,
            services.GetRequiredService<IOptions<PublishingOptions>>().Value,
            services.GetRequiredService<TimeProvider>().GetUtcNow(),
            services.GetService<ITopicLinks>());
    }
}
