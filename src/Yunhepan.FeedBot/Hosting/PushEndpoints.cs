using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Intake;
using Yunhepan.FeedBot.Ingestion.Push;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>Serves the callbacks of WebSub hubs: verification of intent (GET) and news (POST).</summary>
internal static class PushEndpoints
{
    private const string Route = PushSubscriptions.CallbackPath + "{token}";

    public static void MapPushCallbacks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, VerifyAsync);
        routes.MapPost(Route, TakeAsync);
    }

    private static async Task<IResult> VerifyAsync(
        string token, HttpRequest request, PushSubscriptions subscriptions, CancellationToken cancellationToken)
    {
        var query = request.Query;
        var lease = long.TryParse(query["hub.lease_seconds"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < 100_000_000
            ? TimeSpan.FromSeconds(seconds)
            : (TimeSpan?)null;
        // The challenge is returned as plain text, so that a browser that is led here runs nothing.
        return await subscriptions.VerifyAsync(token, query["hub.mode"], query["hub.topic"], lease, cancellationToken)
            ? Results.Text(query["hub.challenge"].ToString(), "text/plain")
            : Results.NotFound();
    }

    /// <summary>
    /// Finds the callback first: a push to an unknown callback, or without a signature, is answered before its body is read.
    /// </summary>
    private static async Task<IResult> TakeAsync(
        string token, HttpRequest request, PushSubscriptions subscriptions, PushIntake intake, PushTurns turns,
        IOptions<FetchingOptions> options, CancellationToken cancellationToken)
    {
        // 410 tells the hub to drop an unknown callback (WebSub section 7).
        if (await subscriptions.FindAsync(token, cancellationToken) is null)
            return Results.StatusCode(StatusCodes.Status410Gone);
        var most = options.Value.MaxBodyBytes;
        if (request.ContentLength > most)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        string? signature = request.Headers["X-Hub-Signature"];
        if (string.IsNullOrWhiteSpace(signature))
            return await TakenAsync(ReadOnlyMemory<byte>.Empty);
        if (turns.Enter(token) is not { } turn)
        {
            request.HttpContext.Response.Headers.RetryAfter = "10";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        using (turn)
        using (var body = await PushBody.ReadAsync(request, most, options.Value.Timeout, cancellationToken))
            return body is null ? Results.StatusCode(StatusCodes.Status413PayloadTooLarge) : await TakenAsync(body.Content);

        async Task<IResult> TakenAsync(ReadOnlyMemory<byte> content) =>
            await intake.TakeAsync(token, content, request.ContentType, signature, cancellationToken)
                ? Results.Accepted()
                : Results.StatusCode(StatusCodes.Status410Gone);
    }
}

/// <summary>
/// Limits how many bodies from hubs are read at once; otherwise anybody who knows a callback's address could fill the memory. A
/// hub that is refused comes again, and polling is the safety net.
/// </summary>
internal sealed class PushTurns
{
    private const int Most = 8;

    private readonly ConcurrentDictionary<string, bool> _reading = new(StringComparer.Ordinal);

    /// <summary>Takes a place; returns null if this callback has one or none is free. Disposing the result releases it.</summary>
    public IDisposable? Enter(string token) => _reading.Count < Most && _reading.TryAdd(token, true) ? new Turn(this, token) : null;

    private sealed class Turn(PushTurns turns, string token) : IDisposable
    {
        public void Dispose() => turns._reading.TryRemove(token, out _);
    }
}
