using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>
/// Refuses an address or headers that are too long, with the headers that keep an answer safe. The server would refuse them too, but bare:
/// it reads twice as much, and what is longer still, or no HTTP at all, gets an answer of the server's own, which has no body and takes no
/// headers.
/// </summary>
public static class RequestHeadLimits
{
    public const int LongestTarget = 8 * 1024;
    public const int MostHeaderBytes = 16 * 1024;

    /// <summary>Lets the server read what is refused here.</summary>
    public static void Allow(KestrelServerLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.MaxRequestLineSize = 2 * LongestTarget;
        limits.MaxRequestHeadersTotalSize = 2 * MostHeaderBytes;
    }

    public static RequestDelegate Apply(RequestDelegate next) => http =>
    {
        var request = http.Request;
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return target.Length > LongestTarget
                ? RefuseAsync(http, StatusCodes.Status414UriTooLong, "The address is too long.")
            : request.Headers.Sum(h => h.Value.Sum(v => h.Key.Length + 4 + (v?.Length ?? 0))) > MostHeaderBytes
                ? RefuseAsync(http, StatusCodes.Status431RequestHeaderFieldsTooLarge, "The headers are too large.")
            : next(http);
    };

    private static Task RefuseAsync(HttpContext http, int status, string words)
    {
        var response = http.Response;
        SafeHeaders.Set(response.Headers);
        response.Headers.CacheControl = "no-store";
        response.Headers.Connection = "close";
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : response.WriteAsync(words + "\n", http.RequestAborted);
    }
}
