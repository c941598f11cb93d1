using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Platforms;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// Takes the updates that Telegram pushes with <c>Telegram:Webhook</c>. It only stores them: Telegram waits for the response, and
/// repeats an update that it believes lost.
/// </summary>
public static partial class TelegramEndpoints
{
    private const int MaxBody = 1024 * 1024;

    /// <summary>Maps <c>POST /telegram/{account}</c>, which exists only for bots that receive by webhook.</summary>
    public static IEndpointRouteBuilder MapTelegram(this IEndpointRouteBuilder app)
    {
        app.MapPost(TelegramWebhook.PathOf("{account}"), TakeAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        return app;
    }

    private static async Task<IResult> TakeAsync(
        string account, HttpRequest request, TelegramWebhooks webhooks, UpdateInbox inbox, ILogger<TelegramWebhook> logger,
        CancellationToken cancellationToken)
    {
        if (webhooks.Find(account) is not { } webhook)
            return TypedResults.NotFound();
        // A stranger's body is not read.
        if (!webhook.IsFromTelegram(request.Headers[TelegramWebhook.SecretHeader]))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (NumberOf(body.ToArray()) is not { } number)
        {
            // To refuse it would only make Telegram repeat it for a day.
            LogNoUpdate(logger, account);
            return TypedResults.Ok();
        }

        var arrival = await inbox.AddAsync(
            TelegramPlatform.Name, account, number, Encoding.UTF8.GetString(body.ToArray()), cancellationToken);
        if (arrival == UpdateArrival.Full)
        {
            request.HttpContext.Response.Headers.RetryAfter = "10";
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        webhook.Ring();
        return TypedResults.Ok();
    }

    private static long? NumberOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return TelegramAnswering.NumberOf(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram pushed something to bot {BotId} that is no update; skipped")]
    private static partial void LogNoUpdate(ILogger logger, string botId);
}
