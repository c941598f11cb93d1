using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Taxonomy;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing;

/// <summary>The pages for people: <c>/</c>, topics, articles, and what they need.</summary>
public static class PageEndpoints
{
    private const int Shown = 30;

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", Methods, GetHomeAsync).WithName("Home");
        foreach (var kind in Enum.GetValues<TaxonomyKind>())
        {
            routes.MapMethods($"/{FeedTopic.Segment(kind)}/{{**id}}", Methods, (string? id, HttpContext http, ArticleReader articles, CancellationToken cancellationToken) =>
                GetTopicAsync(kind, id, http, articles, cancellationToken));
        }

        routes.MapMethods("/article/{id:guid}", Methods, GetArticleAsync).WithName("Article");
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

    private static async Task<PageResult> GetHomeAsync(HttpContext http, ArticleReader articles, TopicCounts counts, CancellationToken cancellationToken)
    {
        var page = Context(http);
        var latest = await articles.LatestAsync(ArticleFilter.All, Shown, cancellationToken);
        return new PageResult(HomePage.Render(page, latest, await counts.GetAsync(articles, page.Tree, cancellationToken)));
    }

    private static async Task<PageResult> GetTopicAsync(TaxonomyKind kind, string? id, HttpContext http, ArticleReader articles, CancellationToken cancellationToken)
    {
        var page = Context(http);
        if (page.Tree.Find(kind, id ?? "") is not { } node)
            return NotFound(page);
        var filter = FeedTopic.Of(node).Filter;
        var latest = await articles.LatestAsync(filter, Shown, cancellationToken);
        return new PageResult(TopicPage.Render(page, node, latest, await articles.CountAsync(filter, cancellationToken)));
    }

    private static async Task<PageResult> GetArticleAsync(Guid id, HttpContext http, ArticleReader articles, CancellationToken cancellationToken)
    {
        var page = Context(http);
        if (await articles.FindAsync(id, cancellationToken) is not { } article)
            return NotFound(page);
        var category = article.Categories.Select(c => c.CategoryId).FirstOrDefault(c => page.Tree.Find(TaxonomyKind.Category, c) is not null);
        var filter = category is null ? new ArticleFilter { SourceId = article.SourceId } : new ArticleFilter { CategoryId = category };
        var more = await articles.LatestAsync(filter, 7, cancellationToken);
        return new PageResult(ArticlePage.Render(page, article, more), article.WithdrawnAt is null ? StatusCodes.Status200OK : StatusCodes.Status410Gone);
    }

    private static IResult GetAsset(HttpContext http) =>
        PageAssets.Find(http.Request.Path) is { } asset ? Serve(http, asset) : NotFound(Context(http));

    private static Results<PageResult, ContentHttpResult> GetFallback(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? NotFound(Context(http))
            : TypedResults.Text("Not found\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);

    private static PageResult NotFound(PageContext page) => new(FaultPage.NotFound(page), StatusCodes.Status404NotFound);

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
            services.GetRequiredService<TimeProvider>().GetUtcNow());
    }
}
