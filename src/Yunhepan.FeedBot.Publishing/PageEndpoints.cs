using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing;

/// <summary>Serves the pages for people: <c>/</c>, topics, articles, search, and their assets.</summary>
public static class PageEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", Methods, (HttpContext http) => CachedAsync(http, "/", ArticleFilter.All, StoredPages.HomeAsync))
            .WithName("Home");
        foreach (var kind in TopicTree.Kinds)
            routes.MapMethods(
                $"/{FeedTopic.Segment(kind)}/{{**id}}", Methods, (string? id, HttpContext http) => GetTopicAsync(kind, id ?? "", http));
        routes.MapMethods("/article/{id:guid}", Methods, (Guid id, HttpContext http) =>
            CachedAsync(
                http, $"/article/{id:D}", ArticleFilter.All,
                (services, page, ct) => StoredPages.ArticleAsync(id, services, page, ct)))
                .WithName("Article");
        routes.MapComplaints(Context);
        routes.MapMethods("/search", Methods, (HttpContext http) =>
            CachedAsync(http, "/search", ArticleFilter.All, StoredPages.SearchAsync))
            .WithName("Search");
        routes.MapMethods("/privacy", Methods, (HttpContext http) =>
            CachedAsync(http, "/privacy", ArticleFilter.All, StoredPages.PrivacyAsync))
            .WithName("Privacy");
        routes.MapMethods("/assets/{name}", Methods, GetAssetAsync);
        routes.MapMethods("/favicon.svg", Methods, (HttpContext http) => Serve(http, PageAssets.Icon));
        routes.MapMethods("/favicon.ico", Methods, (HttpContext http) => Serve(http, PageAssets.Icon));
        routes.MapFallback(GetFallbackAsync);
        return routes;
    }

    /// <summary>Answers errors of any endpoint, with a page where people see it. It comes after cached answers.</summary>
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
            await new PageResult(await StoredPages.NotFoundAsync(Context(http))).ExecuteAsync(http);
            return;
        }

        var topic = FeedTopic.For(node);
        await CachedAsync(
            http, $"/{FeedTopic.Segment(kind)}/{node.Id}", topic.Filter,
            (services, page, ct) => StoredPages.TopicAsync(node, services, page, ct));
    }

    /// <summary>Shows a feed to people; the private ones are made for each request, and nobody keeps them.</summary>
    internal static async Task<IResult> FeedPageAsync(HttpContext http, FeedTopic topic)
    {
        var isPrivate = topic.Feed == FeedKind.Private;
        if (isPrivate)
            http.Response.Headers["X-Robots-Tag"] = "noindex";
        await CachedAsync(
            http, topic.SpelledPage, topic.Filter,
            (services, page, ct) => StoredPages.FeedAsync(topic, services, page, ct), isKept: !isPrivate);
        return TypedResults.Empty;
    }

    /// <param name="path">The canonical address of the page, unescaped; other spellings are redirected to it.</param>
    private static async Task CachedAsync(
        HttpContext http, string path, ArticleFilter filter, Func<IServiceProvider, PageRequest, CancellationToken,
        Task<RenderedPage>> render, bool isKept = true)
    {
        if (CanonicalAddress.RedirectOf(http.Request, path) is { } canonical)
        {
            http.Response.Redirect(canonical, permanent: true);
            return;
        }

        var (services, page) = (http.RequestServices, Context(http));
        if (!isKept)
            page = page with { IsKept = false };
        var rendered = await services.GetRequiredService<RenderTurns>().RunAsync(http, () =>
            services.GetRequiredService<PageCache>()
                .GetAsync(page, filter, scope => render(scope, page, http.RequestAborted), http.RequestAborted));
        await new PageResult(rendered).ExecuteAsync(http);
    }

    // Both are request delegates, whose return values would not be executed.
    private static async Task GetAssetAsync(HttpContext http)
    {
        IResult found = PageAssets.Find(http.Request.Path) is { } asset
            ? Serve(http, asset) : new PageResult(await StoredPages.NotFoundAsync(Context(http)));
        await found.ExecuteAsync(http);
    }

    private static async Task GetFallbackAsync(HttpContext http)
    {
        IResult missing = http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? new PageResult(await StoredPages.NotFoundAsync(Context(http)))
            : TypedResults.Text("Not found\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
        await missing.ExecuteAsync(http);
    }

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
