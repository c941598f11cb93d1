using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Feeds;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing;

/// <summary>Serves <c>/feeds/all|category|source|publisher|region|search|my…</c> in all formats and <c>/opml</c>.</summary>
public static class FeedEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    private static readonly string[] Preflight = [HttpMethods.Options];

    /// <summary>Removes the path of site.baseUrl from requests; it must come first.</summary>
    public static IApplicationBuilder UseSitePath(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var topics = app.ApplicationServices.GetRequiredService<CurrentTopics>();
        return app.Use(next => http =>
        {
            SitePath.Apply(http.Request, topics.Tree.Site);
            return next(http);
        });
    }

    /// <summary>Refuses clients that ask too often and answers cached documents, before anything else is done.</summary>
    public static IApplicationBuilder UseCachedFeeds(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var limits = app.ApplicationServices.GetRequiredService<ClientLimits>();
        var shortcut = app.ApplicationServices.GetRequiredService<FeedShortcut>();
        return app.Use(next => http =>
            limits.Refuses(http, out var wait) ? RefuseAsync(http, wait)
            : shortcut.Find(http) is { } feed ? shortcut.AnswerAsync(http, feed)
            : next(http));
    }

    public static IEndpointRouteBuilder MapFeeds(this IEndpointRouteBuilder routes)
    {
        // Ids contain slashes, and a catch-all must be a whole path segment, so the extension is cut off here.
        routes.MapMethods("/feeds/{**path}", Methods, GetFeedAsync).WithName("Feeds");
        routes.MapMethods("/opml", Methods, GetOpml).WithName("Opml");
        routes.MapMethods("/feeds/{**path}", Preflight, AllowAnySite);
        routes.MapMethods("/opml", Preflight, AllowAnySite);
        return routes;
    }

    private static Task RefuseAsync(HttpContext http, TimeSpan wait)
    {
        var path = http.Request.Path;
        if (path.StartsWithSegments("/feeds", StringComparison.Ordinal) || path.StartsWithSegments("/opml", StringComparison.Ordinal))
            ShowToAnySite(http.Response);
        return ClientLimits.RefuseAsync(http, wait);
    }

    // A script of another site that asks for changes only sends headers for which the browser needs permission.
    private static NoContent AllowAnySite(HttpResponse response)
    {
        var headers = response.Headers;
        headers.Allow = "GET, HEAD, OPTIONS";
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "GET, HEAD";
        headers.AccessControlAllowHeaders = "If-None-Match, If-Modified-Since, A-IM";
        headers.AccessControlMaxAge = "86400";
        return TypedResults.NoContent();
    }

    // This includes refusals, because a script of another site could not distinguish one from a broken connection.
    internal static void ShowToAnySite(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlExposeHeaders = "ETag, Last-Modified, Link, IM, Retry-After";
    }

    private static async Task<IResult> GetFeedAsync(
        string? path, HttpRequest request, FeedCache cache, FeedShortcut shortcut, RenderTurns turns, CurrentTopics topics,
        ArticleReader articles,
        CancellationToken cancellationToken)
    {
        var tree = topics.Tree;
        var address = FeedAddress.Parse(path ?? "", request.Query, tree, SiteAddress.For(request, tree.Site));
        if (address is FeedAddress.Wrong && FeedAddress.PageOf(path ?? "", request.Query, tree) is { } shown)
            return await PageEndpoints.FeedPageAsync(request.HttpContext, shown);
        ShowToAnySite(request.HttpContext.Response);
        switch (address)
        {
            case FeedAddress.Wrong { Asked: { } topic } when await articles.HasEverHeldAsync(topic.Filter, cancellationToken):
                // 410 makes readers stop asking for a removed feed; a feed that never existed may be a typing error.
                return Problem(StatusCodes.Status410Gone, "This feed no longer exists. /opml lists all feeds.");
            case FeedAddress.Wrong wrong:
                return Problem(wrong.Status, wrong.Reason);
            case FeedAddress.Found { Key: var asked }
                when CanonicalAddress.RedirectOf(request, asked.Topic.Spelled(asked.Format)) is { } canonical:
                return TypedResults.Redirect(canonical, permanent: true);
            case FeedAddress.Found { Key: var key }:
                var isKept = SiteAddress.IsOurs(request, topics.Tree.Site);
                if (await turns.RunAsync(
                    request.HttpContext, () => isKept
                    ? cache.GetAsync(key, cancellationToken).AsTask() : cache.MakeAsync(key, cancellationToken)) is not { } feed)
                    return Problem(
                        StatusCodes.Status404NotFound, key.IsArchive ? "There is no archive with this cursor." : "There is no such feed.");
                if (!isKept)
                    return new FeedResult(feed);
                shortcut.Remember(request, key);
                return await DeltaAsync(request, key, feed, cache, cancellationToken) ?? new FeedResult(feed);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task<IResult?> DeltaAsync(
        HttpRequest request, FeedKey key, RenderedFeed feed, FeedCache cache, CancellationToken cancellationToken)
    {
        if (key.IsArchive || !key.Format.HasDeltas || !FeedDeltaResult.IsAskedFor(request))
            return null;
        var held = request.Headers.IfNoneMatch.ToString();
        held = held.StartsWith("W/", StringComparison.Ordinal) ? held[2..] : held;
        if (feed.Tagged(held) is not null || cache.RevisionOf(key, held) is not { } since)
            return null;
        var delta = await cache.GetAsync(key with { Since = since }, cancellationToken);
        return delta is null ? null : new FeedDeltaResult(feed, delta);
    }

    private static IResult GetOpml(HttpRequest request, CurrentTopics topics)
    {
        if (CanonicalAddress.RedirectOf(request, "/opml") is { } canonical)
            return TypedResults.Redirect(canonical, permanent: true);
        var tree = topics.Tree;
        var bytes = OpmlWriter.Write(tree, SiteAddress.For(request, tree.Site), topics.Since);
        return new FeedResult(RenderedFeed.Create(bytes, OpmlWriter.MediaType, changedAt: null, "public, max-age=3600"));
    }

    private static ContentHttpResult Problem(int status, string text) =>
        TypedResults.Text(text + "\n", "text/plain; charset=utf-8", statusCode: status);
}
