using System.Globalization;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Refreshing;
using Yunhepan.FeedBot.Sources.Fetching;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>Where WebSub hubs call back: to ask whether we meant it (GET) and to tell of news (POST).</summary>
internal static class PushEndpoints
{
    private const string Route = PushSubscriptions.CallbackPath + "{token}";

    public static void MapPushCallbacks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, VerifyAsync);
        routes.MapPost(Route, TakeAsync);
    }

    private static async Task<IResult> VerifyAsync(string token, HttpRequest request, PushSubscriptions subscriptions, CancellationToken cancellationToken)
    {
        var query = request.Query;
        var lease = long.TryParse(query["hub.lease_seconds"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 100_000_000
            ? TimeSpan.FromSeconds(seconds)
            : (TimeSpan?)null;
        // The challenge goes back as plain text: a browser that is led here runs nothing.
        return await subscriptions.VerifyAsync(token, query["hub.mode"], query["hub.topic"], lease, cancellationToken)
            ? Results.Text(query["hub.challenge"].ToString(), "text/plain")
            : Results.NotFound();
    }

    private static async Task<IResult> TakeAsync(
        string token, HttpRequest request, PushIntake intake, IOptions<FetchingOptions> options, CancellationToken cancellationToken)
    {
        var most = options.Value.MaxBodyBytes;
        if (request.ContentLength > most)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (body.Length + read > most)
                return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
            body.Write(buffer, 0, read);
        }

        // 410 tells the hub to forget a callback that is nobody's (WebSub section 7).
        return await intake.TakeAsync(token, body.ToArray(), request.ContentType, request.Headers["X-Hub-Signature"], cancellationToken)
            ? Results.Accepted()
            : Results.StatusCode(StatusCodes.Status410Gone);
    }
}
