using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Articles.Taxonomy;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing;

/// <summary>The pages for people: <c>/</c>, topics, articles, search, and what they need.</summary>
public static class PageEndpoints
{
    private const int Shown = 30;

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", Methods, (HttpContext http, PageCache cache, CancellationToken cancellationToken) =>
            CachedAsync(http, cache, (services, page) => HomeAsync(services, page, cancellationToken), cancellationToken)).WithName("Home");
        foreach (var kind in Enum.GetValues<TaxonomyKind>())
        {
            routes.MapMethods($"/{FeedTopic.Segment(kind)}/{{**id}}", Methods, (string? id, HttpContext http, PageCache cache, CancellationToken cancellationToken) =>
                CachedAsync(http, cache, (services, page) => TopicAsync(kind, id, services, page, cancellationToken), cancellationToken));
        }

        routes.MapMethods("/article/{id:guid}", Methods, (Guid id, HttpContext http, PageCache cache, CancellationToken cancellationToken) =>
            CachedAsync(http, cache, (services, page) => ArticleAsync(id, services, page, cancellationToken), cancellationToken)).WithName("Article");
        routes.MapMethods("/search", Methods, SearchAsync).WithName("Search");
        routes.MapMethods("/assets/{name}", Methods, GetAsset);
        routes.MapMethods("/favicon.svg", Methods, (HttpContext http) => Serve(http, PageAssets.Icon));
        routes.MapMethods("/favicon.ico", Methods, (HttpContext http) => Serve(http, PageAssets.Icon));
        routes.MapFallback(GetFallback);
        return routes;
    }

    /// <summary>Errors of any endpoint as a page in the same look; put it first.</summary>
    public static IApplicationBuilder UsePageErrors(this IApplicationBuilder app) => app.UseExceptionHandler(new ExceptionHandlerOptions
    {
        ExceptionHandler = http => new PageResult(FaultPage.Failed(Context(http)), StatusCodes.Status500InternalServerError).ExecuteAsync(http),
    });

    private static async Task<IResult> CachedAsync(
        HttpContext http, PageCache cache, Func<IServiceProvider, PageContext, Task<RenderedPage>> render, CancellationToken cancellationToken)
    {
        var page = Context(http);
        var key = new PageKey(page.Path, page.Texts.Tag, page.LanguageQuery.Length > 0, page.BaseUrl);
        return new PageResult(await cache.GetAsync(key, services => render(services, page), cancellationToken));
    }

    private static async Task<RenderedPage> HomeAsync(IServiceProvider services, PageContext page, CancellationToken cancellationToken)
    {
        var articles = services.GetRequiredService<ArticleReader>();
        var latest = await articles.LatestAsync(ArticleFilter.All, Shown, cancellationToken);
        var counts = await services.GetRequiredService<TopicCounts>().GetAsync(articles, page.Tree, cancellationToken);
        return new RenderedPage(HomePage.Render(page, latest, counts), StatusCodes.Status200OK);
    }

    private static async Task<RenderedPage> TopicAsync(TaxonomyKind kind, string? id, IServiceProvider services, PageContext page, CancellationToken cancellationToken)
    {
        if (page.Tree.Find(kind, id ?? "") is not { } node)
            return NotFound(page);
        var articles = services.GetRequiredService<ArticleReader>();
        var filter = FeedTopic.Of(node).Filter;
        var latest = await articles.LatestAsync(filter, Shown, cancellationToken);
        return new RenderedPage(TopicPage.Render(page, node, latest, await articles.CountAsync(filter, cancellationToken)), StatusCodes.Status200OK);
    }

    private static async Task<RenderedPage> ArticleAsync(Guid id, IServiceProvider services, PageContext page, CancellationToken cancellationToken)
    {
        var articles = services.GetRequiredService<ArticleReader>();
        if (await articles.FindAsync(id, cancellationToken) is not { } article)
            return NotFound(page);
        var category = article.Categories.Select(c => c.CategoryId).FirstOrDefault(c => page.Tree.Find(TaxonomyKind.Category, c) is not null);
        var filter = category is null ? new ArticleFilter { SourceId = article.SourceId } : new ArticleFilter { CategoryId = category };
        var more = await articles.LatestAsync(filter, 7, cancellationToken);
        var alsoAt = await services.GetRequiredService<StoryReader>().AlsoAtAsync([article], cancellationToken);
        var html = ArticlePage.Render(page, article, more, alsoAt[article.PublicId]);
        return new RenderedPage(html, article.WithdrawnAt is null ? StatusCodes.Status200OK : StatusCodes.Status410Gone);
    }

    private static async Task<IResult> SearchAsync(HttpContext http, ArticleReader articles, ArticleSearch search, CancellationToken cancellationToken)
    {
        var page = Context(http);
        var query = SearchQuery.Of(http.Request.Query);
        // A category that has gone finds nothing; the page says so.
        var found = query.Words.Length == 0
            ? await articles.LatestAsync(ArticleFilter.All, Shown, cancellationToken)
            : await search.FindAsync(query.Words, query.Filter, Shown, cancellationToken);
        return new PageResult(SearchPage.Render(page, query, found, Shown));
    }

    private static IResult GetAsset(HttpContext http) =>
        PageAssets.Find(http.Request.Path) is { } asset ? Serve(http, asset) : new PageResult(NotFound(Context(http)));

    private static IResult GetFallback(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? new PageResult(NotFound(Context(http)))
            : TypedResults.Text("Not found\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);

    private static RenderedPage NotFound(PageContext page) => new(FaultPage.NotFound(page), StatusCodes.Status404NotFound);

    private static FileContentHttpResult Serve(HttpContext http, PageAsset asset)
    {
        var (request, headers) = (http.Request, http.Response.Headers);
        var named = request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
        PageResult.SetHeaders(headers);
        headers.CacheControl = named ? "public, max-age=31536000, immutable" : "public, max-age=86400";
        headers.Vary = "Accept-Encoding";
        if (!request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
            return TypedResults.File(asset.Bytes, asset.ContentType);
        headers.ContentEncoding = "gzip";
        return TypedResults.File(asset.GzipBytes, asset.ContentType);
    }

    private static PageContext Context(HttpContext http)
    {
        var services = http.RequestServices;
        return PageContext.Of(
            http.Request,
            services.GetRequiredService<CurrentTaxonomy>().Tree,
            services.GetRequiredService<IOptions<PublishingOptions>>().Value,
            services.GetRequiredService<TimeProvider>().GetUtcNow(),
            services.GetService<ITopicLinks>());
    }
}
