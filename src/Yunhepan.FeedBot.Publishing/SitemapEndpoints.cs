using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Feeds;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Sitemaps;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing;

/// <summary>
/// Serves <c>/robots.txt</c> and the sitemap: an index at <c>/sitemap.xml</c>, and parts of at most
/// <see cref="ArticleAddresses.Width"/> pages, written to the client as they are read.
/// </summary>
public static class SitemapEndpoints
{
    private const string XmlType = "application/xml; charset=utf-8";

    /// <summary>The most sitemaps that an index may list.</summary>
    private const int MostParts = 50_000;

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IEndpointRouteBuilder MapSitemaps(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/robots.txt", Methods, GetRobots).WithName("Robots");
        routes.MapMethods("/sitemap.xml", Methods, GetIndexAsync).WithName("Sitemap");
        routes.MapMethods("/sitemap-topics-{part:long}.xml", Methods, GetTopicsAsync);
        routes.MapMethods("/sitemap-articles-{part:long}.xml", Methods, GetArticlesAsync);
        return routes;
    }

    // Searches are without number, and forms are not for programs. Feeds are: a reader that asks robots.txt may read every one.
    private static FeedResult GetRobots(HttpRequest request, CurrentTopics topics)
    {
        var root = request.PathBase.ToUriComponent();
        var text = $"""
            User-agent: *
            Disallow: {root}/search
            Disallow: {root}/feeds/search?
            Disallow: {root}/article/*/complaint
            Disallow: {root}/chat/
            Disallow: {root}/websub

            Sitemap: {SiteAddress.For(request, topics.Tree.Site)}/sitemap.xml

            """;
        return new FeedResult(RenderedFeed.Create(
            Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")), "text/plain", changedAt: null, "public, max-age=3600"));
    }

    private static async Task GetIndexAsync(
        HttpContext http, SitemapParts parts, ArticleAddresses addresses, CurrentTopics topics, RenderTurns turns)
    {
        var (all, cancellation) = (await parts.ReadAsync(http.RequestAborted), http.RequestAborted);
        if (IsKnown(http, topics, all.Count == 0 ? 0 : all.Max(p => p.Revision)))
            return;
        var baseUrl = SiteAddress.For(http.Request, topics.Tree.Site);
        await WriteAsync(http, turns, isIndex: true, async writer =>
        {
            var topical = await parts.TopicsAsync(topics.Tree, cancellation);
            foreach (var (number, chunk) in topical.Chunk(ArticleAddresses.Width).DefaultIfEmpty([]).Index())
                await writer.WriteAsync($"{baseUrl}/sitemap-topics-{number}.xml", chunk.Length == 0 ? null : chunk.Max(t => t.At));
            // The newest ones, if there should ever be too many.
            foreach (var part in all.Skip(Math.Max(0, all.Count - MostParts + 1 + (topical.Count / ArticleAddresses.Width))))
            {
                if (await addresses.HasAnyAsync(part.Part, cancellation))
                    await writer.WriteAsync($"{baseUrl}/sitemap-articles-{part.Part}.xml", part.At);
            }
        });
    }

    private static async Task GetTopicsAsync(long part, HttpContext http, SitemapParts parts, CurrentTopics topics, RenderTurns turns)
    {
        var all = await parts.TopicsAsync(topics.Tree, http.RequestAborted);
        if (part > 0 && part * ArticleAddresses.Width >= all.Count)
        {
            await NotFoundAsync(http);
            return;
        }

        if (IsKnown(http, topics, all.Count == 0 ? 0 : all.Max(t => t.At).ToUnixTimeMilliseconds()))
            return;
        var baseUrl = SiteAddress.For(http.Request, topics.Tree.Site);
        await WriteAsync(http, turns, isIndex: false, async writer =>
        {
            // The home page exists before any article does.
            if (all.Count == 0)
                await writer.WriteAsync(baseUrl + FeedTopic.All.PagePath, changedAt: null);
            if (part == 0)
                await writer.WriteAsync(baseUrl + "/privacy", changedAt: null);
            foreach (var (topic, at) in all.Skip((int)(part * ArticleAddresses.Width)).Take(ArticleAddresses.Width))
                await writer.WriteAsync(baseUrl + topic.PagePath, at);
        });
    }

    private static async Task GetArticlesAsync(
        long part, HttpContext http, SitemapParts parts, ArticleAddresses addresses, CurrentTopics topics, RenderTurns turns)
    {
        var (all, cancellation) = (await parts.ReadAsync(http.RequestAborted), http.RequestAborted);
        if (all.FirstOrDefault(p => p.Part == part) is not { } change || !await addresses.HasAnyAsync(part, cancellation))
        {
            await NotFoundAsync(http);
            return;
        }

        if (IsKnown(http, topics, change.Revision))
            return;
        var baseUrl = SiteAddress.For(http.Request, topics.Tree.Site);
        await WriteAsync(http, turns, isIndex: false, async writer =>
        {
            await foreach (var article in addresses.ReadAsync(part, cancellation))
                await writer.WriteAsync($"{baseUrl}/article/{article.PublicId:D}", article.ChangedAt);
        });
    }

    /// <summary>Sets the validator, and answers a client that has this version.</summary>
    private static bool IsKnown(HttpContext http, CurrentTopics topics, long version)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"W/\"{version:x}-{topics.Since.ToUnixTimeMilliseconds():x}\"");
        var headers = http.Response.Headers;
        (headers.ETag, headers.CacheControl) = (tag, "no-cache");
        if (!http.Request.Headers.IfNoneMatch.ToString().Contains(tag[2..], StringComparison.Ordinal))
            return false;
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private static Task WriteAsync(HttpContext http, RenderTurns turns, bool isIndex, Func<SitemapWriter, Task> write)
    {
        http.Response.ContentType = XmlType;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : turns.RunAsync(http, async () =>
        {
            await using var writer = await SitemapWriter.BeginAsync(http.Response.Body, isIndex);
            await write(writer);
            return true;
        });
    }

    private static Task NotFoundAsync(HttpContext http) => TypedResults.Text(
        "There is no such part: /sitemap.xml lists all.\n", statusCode: StatusCodes.Status404NotFound).ExecuteAsync(http);
}
