using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.WebSub;

namespace Yunhepan.FeedBot.Publishing;

/// <summary>Serves the WebSub hub of all our feeds at <c>/websub</c>: https://www.w3.org/TR/websub/.</summary>
public static class HubEndpoints
{
    private const int MaxBody = 16 * 1024;

    private static readonly FormOptions Bounds = new();

    public static IEndpointRouteBuilder MapWebSub(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/websub", PostAsync).WithName("WebSub").WithMetadata(new RequestSizeLimitAttribute(MaxBody)).DisableAntiforgery();
        routes.MapMethods("/websub", [HttpMethods.Get, HttpMethods.Head], ExplainAsync);
        return routes;
    }

    // Feeds name this address, so people open it; programs that ask wrongly are told how.
    private static async Task ExplainAsync(HttpContext http)
    {
        var isPerson = http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        IResult answer = isPerson ? await PageResult.RenderAsync(HubPage.Render(PageEndpoints.Context(http))) : ToPost(http.Response);
        await answer.ExecuteAsync(http);
    }

    private static ContentHttpResult ToPost(HttpResponse response)
    {
        response.Headers.Allow = HttpMethods.Post;
        return Text(StatusCodes.Status405MethodNotAllowed, "This is a WebSub hub: POST hub.mode, hub.topic and hub.callback as a form.");
    }

    private static async Task<ContentHttpResult> PostAsync(
        HttpRequest request, HubRequests requests, HubWorker hub, ClientLimits limits, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            return Text(StatusCodes.Status415UnsupportedMediaType, "Requests are application/x-www-form-urlencoded.");
        IFormCollection form;
        try
        {
            form = await RequestForm.ReadAsync(request, Bounds, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            return Text(StatusCodes.Status400BadRequest, e.Message);
        }

        switch (HubForm.Read(form))
        {
            case HubForm.Wrong wrong:
                return Text(StatusCodes.Status400BadRequest, wrong.Reason);
            case HubForm.Ping ping:
                // Our own feeds are watched anyway; a ping only wakes the watcher.
                if (!ping.Topics.All(t => requests.IsOurs(t, request)))
                    return Text(StatusCodes.Status400BadRequest, "This hub serves the feeds of this site only.");
                hub.RingChange();
                return Text(StatusCodes.Status202Accepted, "Noted.");
            case HubForm.Request asked:
                if (!requests.IsOurs(asked.Topic, request))
                    return Text(StatusCodes.Status400BadRequest, "This hub serves the feeds of this site only: hub.topic is none of them.");
                switch (await requests.AddAsync(asked, limits.ClientOf(request.HttpContext)?.ToString() ?? "", cancellationToken))
                {
                    case HubAdmission.Refused refused:
                        return Text(refused.Status, refused.Reason);
                    case HubAdmission.Full full:
                        request.HttpContext.Response.Headers.RetryAfter = "3600";
                        return Text(StatusCodes.Status503ServiceUnavailable, full.Reason + " Please try again later.");
                    case HubAdmission.Taken:
                        hub.RingRequest();
                        return Text(StatusCodes.Status202Accepted, "The callback will be asked to confirm.");
                    default:
                        throw new System.Diagnostics.UnreachableException();
                }

            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static ContentHttpResult Text(int status, string text) =>
        TypedResults.Text(text + "\n", "text/plain; charset=utf-8", statusCode: status);
}
