using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing;

/// <summary>
/// Handles requests that cannot be answered, at any endpoint. A client's own error is reported to it; an unavailable database
/// gives 503 with Retry-After and one log line, however many clients ask; everything else is an error of ours and is logged in
/// full.
/// </summary>
internal sealed partial class RequestFaults(DatabaseOutages outages, ILogger<RequestFaults> logger)
{
    private const string RetryAfterSeconds = "10";

    // Clients of these paths are programs.
    private static readonly string[] ForPrograms = ["/feeds", "/opml", "/chat", "/websub", "/push", "/telegram", "/healthz", "/readyz"];

    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        SafeHeaders.Set(http.Response.Headers);
        // No text of ours contains NUL, and not every database accepts a query for it.
        if (http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true)
        {
            await AnswerAsync(http, StatusCodes.Status400BadRequest);
            return;
        }

        try
        {
            await next(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
        }
        catch (Exception e)
        {
            var status = StatusOf(http.Request, e);
            Note(http, e, status);
            if (http.Response.HasStarted)
                http.Abort();
            else
                await AnswerAsync(http, status);
        }
    }

    private static int StatusOf(HttpRequest request, Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        // A truncated or malformed form is reported this way.
        IOException or InvalidDataException when request.HasFormContentType => StatusCodes.Status400BadRequest,
        _ when DatabaseFault.IsUnstorableText(exception) => StatusCodes.Status400BadRequest,
        _ when DatabaseFault.IsAway(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private void Note(HttpContext http, Exception exception, int status)
    {
        // This logs the name of the endpoint, because a path may contain a secret.
        if (status == StatusCodes.Status500InternalServerError)
            LogFailed(exception, http.GetEndpoint()?.DisplayName ?? "a request");
        else if (status == StatusCodes.Status503ServiceUnavailable)
            outages.Note(exception);
    }

    private static async Task AnswerAsync(HttpContext http, int status)
    {
        var (request, response) = (http.Request, http.Response);
        response.Clear();
        SafeHeaders.Set(response.Headers);
        response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = RetryAfterSeconds;
        if (request.Path.StartsWithSegments("/feeds", StringComparison.Ordinal)
            || request.Path.StartsWithSegments("/opml", StringComparison.Ordinal))
            FeedEndpoints.ShowToAnySite(response);
        if (status >= 500 && !ForPrograms.Any(p => request.Path.StartsWithSegments(p, StringComparison.Ordinal)))
        {
            await (await PageResult.RenderAsync(FaultPage.Failed(PageEndpoints.Context(http), status), status)).ExecuteAsync(http);
            return;
        }

        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        if (!HttpMethods.IsHead(request.Method))
            await response.WriteAsync(Words(status) + "\n", http.RequestAborted);
    }

    private static string Words(int status) => status switch
    {
        StatusCodes.Status408RequestTimeout => "The request was sent too slowly.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large.",
        StatusCodes.Status415UnsupportedMediaType => "This kind of body is not supported.",
        StatusCodes.Status503ServiceUnavailable => "Unavailable at the moment. Please retry after the time in Retry-After.",
        >= 500 => "Something went wrong.",
        _ => "The request is malformed.",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} failed")]
    private partial void LogFailed(Exception exception, string endpoint);
}
