using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>Answers with a rendered feed: chooses the encoding, compares validators, and handles 304 and HEAD.</summary>
internal sealed class FeedResult(RenderedFeed feed) : IResult
{
    private static readonly StringValues AnySite = "*";
    private static readonly StringValues Exposed = "ETag, Last-Modified, Link";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues Vary = HeaderNames.AcceptEncoding;

    public Task ExecuteAsync(HttpContext httpContext) =>
        WriteAsync(httpContext, feed, httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());

    public static Task WriteAsync(HttpContext http, RenderedFeed feed, DateTimeOffset now)
    {
        var (request, response) = (http.Request, http.Response);
        var variant = AcceptedEncoding.Choose(request.Headers.AcceptEncoding, feed);
        var ifNoneMatch = request.Headers.IfNoneMatch;
        var known = ifNoneMatch.Count == 0 ? null : KnownVariant(ifNoneMatch, variant, feed);

        var headers = response.Headers;
        headers.ETag = (known ?? variant).ETag;
        // Two changes within one second have the same date, so it is a validator only after that second.
        if (feed.ChangedAt is { } changedAt && now >= changedAt.AddSeconds(1))
            headers.LastModified = feed.LastModified;
        headers.CacheControl = feed.CacheControl;
        headers.Vary = Vary;
        headers.AccessControlAllowOrigin = AnySite;
        headers.AccessControlExposeHeaders = Exposed;
        headers.XContentTypeOptions = NoSniff;
        if (known is not null || (ifNoneMatch.Count == 0 && IsUnmodifiedSince(request.Headers.IfModifiedSince, feed)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (feed.Link.Count > 0)
            headers.Link = feed.Link;
        if (feed.Robots.Count > 0)
            headers["X-Robots-Tag"] = feed.Robots;
        response.ContentType = feed.ContentType;
        response.ContentLength = variant.Bytes.Length;
        if (variant.Encoding.Length > 0)
            headers.ContentEncoding = variant.Encoding;
        // A client that disconnects ends the write anyway, and using its token would allocate an object per request.
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(variant.Bytes, CancellationToken.None).AsTask();
    }

    // All variants have the same content: a client with any of them has the feed. The tag is returned as received, so that a
    // cache finds its copy; for "*" it is that of the variant the client would get.
    private static RenderedFeed.Variant? KnownVariant(StringValues ifNoneMatch, RenderedFeed.Variant chosen, RenderedFeed feed)
    {
        // Nearly every reader sends back the one tag that it received.
        if (ifNoneMatch.Count == 1 && feed.Tagged(ifNoneMatch[0]!) is { } same)
            return same;
        if (!EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags))
            return null;
        foreach (var tag in tags)
        {
            if (tag.Tag.Equals("*", StringComparison.Ordinal))
                return chosen;
            if (feed.Tagged(tag.Tag.ToString()) is { } variant)
                return variant;
        }

        return null;
    }

    private static bool IsUnmodifiedSince(StringValues ifModifiedSince, RenderedFeed feed) =>
        ifModifiedSince.Count > 0 && feed.ChangedAt is { } changedAt
        && HeaderUtilities.TryParseDate(ifModifiedSince.ToString(), out var since) && changedAt <= since;
}
