using System.Globalization;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Faults;
using Yunhepan.FeedBot.TelegramEmulator.Updates;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>The routes of the Bot API itself.</summary>
internal static class BotApiEndpoints
{
    public static void MapBotApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/bot{token}/{method}", ["GET", "POST"], AnswerAsync).DisableAntiforgery();
        app.MapGet("/file/bot{token}/photos/{id}", Download);
        app.MapGet("/file/bot{token}/documents/{id}", Download);
    }

    private static async Task AnswerAsync(string token, string method, HttpContext http, EmulatorState state, IHostApplicationLifetime life)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        var cancel = end.Token;
        try
        {
            var bot = FindBot(state, token);
            var parameters = await ApiParameters.ReadAsync(http.Request, cancel);
            Fault? fault;
            lock (state.Gate)
                fault = state.Faults.Take(method);

            if (fault is not null && await FaultPlayer.PlayBeforeAsync(http, state, new ApiCall(state, bot, method, parameters), fault))
                return;
            var result = method.Equals("getUpdates", StringComparison.OrdinalIgnoreCase)
                ? await LongPoll.GetUpdatesAsync(state, bot, parameters, cancel)
                : MethodRunner.Run(state, bot, method, parameters, fault?.Kind.ToString());
            if (fault is not null && await FaultPlayer.PlayAfterAsync(http, fault))
                return;
            await WriteAsync(http, 200, new JsonObject { ["ok"] = true, ["result"] = result });
        }
        catch (ApiError error)
        {
            await WriteErrorAsync(http, error);
        }
        catch (Exception fault) when (fault is BadHttpRequestException or InvalidDataException)
        {
            await WriteErrorAsync(http, ApiError.Custom(413, "Request Entity Too Large"));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The caller hung up, or the emulator stops.
            http.Abort();
        }
    }

    public static Task WriteErrorAsync(HttpContext http, ApiError error)
    {
        if (error.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(http, error.Code, error.ToJson());
    }

    private static async Task WriteAsync(HttpContext http, int status, JsonObject json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(json.ToJsonString(ApiJson.Relaxed), http.RequestAborted);
    }

    private static EmulatedBot FindBot(EmulatorState state, string token)
    {
        if (!BotToken.TryReadId(token, out _))
            throw ApiError.NotFound();
        lock (state.Gate)
            return state.FindBot(token) ?? throw ApiError.Unauthorized();
    }

    private static IResult Download(string token, string id, EmulatorState state)
    {
        lock (state.Gate)
        {
            if (state.FindBot(token) is null)
                return Results.Unauthorized();
            return state.Files.TryGetValue(id, out var file)
                ? Results.Bytes(file.Bytes, "application/octet-stream")
                : Results.NotFound();
        }
    }
}
