using System.Globalization;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Yunhepan.FeedBot.SamplePortal;

/// <summary>Answers a request to the portal, with 304 if the client already has the page.</summary>
internal static class PortalResponder
{
    public static async Task AnswerAsync(HttpContext context, PortalSite site)
    {
        var (request, response) = (context.Request, context.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return;
        }

        var page = PortalPage.At(request.Path.Value ?? "/", site.Edition);
        var found = page.Status == StatusCodes.Status200OK;
        if (found)
        {
            response.Headers.ETag = page.ETag;
            response.Headers.LastModified = page.ChangedAt.ToString("R", CultureInfo.InvariantCulture);
        }

        if (found && IsUnchanged(request.GetTypedHeaders(), page))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = page.Status;
        response.ContentType = page.ContentType;
        response.ContentLength = page.Bytes.Length;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(page.Bytes, context.RequestAborted);
    }

    /// <summary>Compares the date only if there is no tag (RFC 9110 section 13.2.2); it has whole seconds.</summary>
    private static bool IsUnchanged(RequestHeaders request, PortalPage page)
    {
        if (request.IfNoneMatch is { Count: > 0 } tags)
            return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag == page.ETag);
        return request.IfModifiedSince is { } since && page.ChangedAt.ToUnixTimeSeconds() <= since.ToUnixTimeSeconds();
    }
}
