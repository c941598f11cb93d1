using System.Text;
using Microsoft.AspNetCore.Http;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>A page with the headers that keep it safe.</summary>
internal sealed class PageResult(Html html, int status = StatusCodes.Status200OK) : IResult
{
    // Articles bring pictures and media from anywhere; nothing else comes from outside, and nothing runs inline.
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src * data:; media-src *; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var bytes = Encoding.UTF8.GetBytes(html.ToString());
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        SetHeaders(response.Headers);
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept-Language";
        return HttpMethods.IsHead(httpContext.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }

    public static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
