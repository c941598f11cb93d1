using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>A rendered feed as HTTP wants it: the best encoding, validators, 304, HEAD.</summary>
internal sealed class FeedResult(RenderedFeed feed) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var services = httpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var variant = AcceptedEncoding.Choose(request.Headers.AcceptEncoding, feed);
        var known = KnownTag(request.Headers.IfNoneMatch, variant);

        var headers = response.Headers;
        headers.ETag = known ?? variant.ETag;
        // Two changes within one second share a date: it is no validator before that second is over.
        if (now >= feed.ChangedAt.AddSeconds(1))
            headers.LastModified = feed.ChangedAt.ToString("r", CultureInfo.InvariantCulture);
        var maxAge = services.GetRequiredService<IOptions<PublishingOptions>>().Value.MaxAgeSeconds;
        headers.CacheControl = $"public, max-age={maxAge.ToString(CultureInfo.InvariantCulture)}";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "ETag, Last-Modified";
        headers.XContentTypeOptions = "nosniff";
        if (known is not null || (request.Headers.IfNoneMatch.Count == 0 && IsUnmodifiedSince(request.Headers.IfModifiedSince)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = feed.ContentType;
        response.ContentLength = variant.Bytes.Length;
        if (variant.Encoding.Length > 0)
            headers.ContentEncoding = variant.Encoding;
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(variant.Bytes, httpContext.RequestAborted).AsTask();
    }

    // All variants tell the same: whoever holds one of them has the feed. The tag goes back as it came, so that
    // a cache finds its copy; for "*" that of the variant it would get.
    private string? KnownTag(StringValues ifNoneMatch, RenderedFeed.Variant chosen)
    {
        if (ifNoneMatch.Count == 0 || !EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags))
            return null;
        foreach (var tag in tags)
        {
            if (tag.Tag.Equals("*", StringComparison.Ordinal))
                return chosen.ETag;
            foreach (var variant in (ReadOnlySpan<RenderedFeed.Variant>)[chosen, feed.Plain, feed.Gzip, feed.Brotli])
            {
                if (tag.Tag.Equals(variant.ETag, StringComparison.Ordinal))
                    return variant.ETag;
            }
        }

        return null;
    }

    private bool IsUnmodifiedSince(StringValues ifModifiedSince) =>
        HeaderUtilities.TryParseDate(ifModifiedSince.ToString(), out var since) && feed.ChangedAt <= since;
}

/// <summary>The choice among the encodings a feed is kept in: RFC 9110, 12.5.3.</summary>
internal static class AcceptedEncoding
{
    public static RenderedFeed.Variant Choose(StringValues accept, RenderedFeed feed)
    {
        if (accept.Count == 0 || !StringWithQualityHeaderValue.TryParseList(accept, out var wishes))
            return feed.Plain;
        // At equal quality the smaller one.
        var best = feed.Plain;
        var bestQuality = Math.Max(Quality(wishes, "identity") ?? 0, 0.0001);
        foreach (var variant in (ReadOnlySpan<RenderedFeed.Variant>)[feed.Gzip, feed.Brotli])
        {
            var quality = Quality(wishes, variant.Encoding) ?? Quality(wishes, "*") ?? 0;
            if (quality > 0 && (quality > bestQuality || (quality >= bestQuality && variant.Bytes.Length < best.Bytes.Length)))
                (best, bestQuality) = (variant, quality);
        }

        return best;
    }

    private static double? Quality(IList<StringWithQualityHeaderValue> wishes, string encoding)
    {
        foreach (var wish in wishes)
        {
            if (wish.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
                return wish.Quality ?? 1;
        }

        return null;
    }
}
