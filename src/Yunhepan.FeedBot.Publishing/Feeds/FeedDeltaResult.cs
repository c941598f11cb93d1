using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>
/// Answers with the items that are new since the client's document: RFC 3229 with the instance manipulation "feed".
/// </summary>
internal sealed class FeedDeltaResult(RenderedFeed whole, RenderedFeed delta) : IResult
{
    public static bool IsAskedFor(HttpRequest request)
    {
        if (request.Headers.IfNoneMatch.Count != 1 || !request.Headers.TryGetValue("A-IM", out var manipulations))
            return false;
        return manipulations.SelectMany(m => (m ?? "").Split(','))
            .Select(m => m.Split(';')[0].Trim())
            .Contains("feed", StringComparer.OrdinalIgnoreCase);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var headers = response.Headers;
        var variant = AcceptedEncoding.Choose(request.Headers.AcceptEncoding, delta);
        response.StatusCode = StatusCodes.Status226IMUsed;
        headers["IM"] = "feed";
        // The tag is that of the whole document, which the client has after combining both.
        headers.ETag = AcceptedEncoding.Choose(request.Headers.AcceptEncoding, whole).ETag;
        headers.LastModified = whole.LastModified;
        headers.CacheControl = "no-store, im";
        headers.Vary = "A-IM, If-None-Match, Accept-Encoding";
        headers.AccessControlAllowOrigin = "*";
        headers.XContentTypeOptions = "nosniff";
        headers.Link = whole.Link;
        response.ContentType = delta.ContentType;
        response.ContentLength = variant.Bytes.Length;
        if (variant.Encoding.Length > 0)
            headers.ContentEncoding = variant.Encoding;
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask : response.Body.WriteAsync(variant.Bytes, httpContext.RequestAborted).AsTask();
    }
}
