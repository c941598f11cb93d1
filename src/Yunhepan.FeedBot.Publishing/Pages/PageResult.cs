using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>Answers with a page and its security headers.</summary>
internal sealed class PageResult(RenderedPage page) : IResult
{
    // Articles show pictures and media from anywhere; nothing else is loaded from other sites, and no inline script runs.
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src * data:; media-src *; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>
    /// True if the page contains a form: its referrer policy then lets browsers state the origin of what they send.
    /// </summary>
    public bool IsForm { get; init; }

    public static async Task<PageResult> RenderAsync(RenderFragment page, int status = StatusCodes.Status200OK) =>
        new(await RenderedPage.RenderAsync(page, status));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var variant = AcceptedEncoding.Choose(request.Headers.AcceptEncoding, page.Plain, page.Gzip, page.Brotli);
        SetHeaders(response.Headers);
        if (IsForm)
            response.Headers["Referrer-Policy"] = "same-origin";
        // Browsers may store the page but must revalidate it, which takes a few bytes if nothing changed.
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept-Language, Accept-Encoding";
        if (page.Status == StatusCodes.Status200OK)
        {
            response.Headers.ETag = variant.ETag;
            if (request.Headers.IfNoneMatch.ToString().Contains(variant.Tag, StringComparison.Ordinal))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        response.StatusCode = page.Status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = variant.Bytes.Length;
        if (variant.Encoding.Length > 0)
            response.Headers.ContentEncoding = variant.Encoding;
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(variant.Bytes, httpContext.RequestAborted).AsTask();
    }

    public static void SetHeaders(IHeaderDictionary headers)
    {
        SafeHeaders.Set(headers);
        headers.ContentSecurityPolicy = Policy;
    }
}
