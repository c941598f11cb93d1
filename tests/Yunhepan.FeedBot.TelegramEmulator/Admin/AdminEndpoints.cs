using System.Text.Json;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Api;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.TelegramEmulator.Admin;

/// <summary>Exposes the driver over HTTP, for the page and for tests in other processes.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmin(this IEndpointRouteBuilder app, Func<TelegramEmulatorServer> server)
    {
        var admin = app.MapGroup("/admin").AddEndpointFilter(AnswerFaultsAsync);
        admin.MapGet("/state", () => Json(StateView.From(server())));
        admin.MapPost("/bots", (NewBot bot) => Do(() => server().AddBot(bot.Token, bot.Username)));
        admin.MapPost("/chats", (NewChat chat) => Json(Create(server(), chat).View));
        admin.MapGet("/chats/{id:long}", (long id) => Json(server().Chat(id).View));
        admin.MapGet("/chats/{id:long}/messages", (long id) => Json(server().Chat(id).Messages));
        admin.MapGet("/chats/{id:long}/wait", WaitAsync);
        admin.MapPost("/chats/{id:long}/text", (long id, NewText text) =>
            Json(server().Chat(id, text.Bot).SendText(text.Text, text.ThreadId, text.ReplyTo, text.From)));
        admin.MapPost("/chats/{id:long}/command", (long id, NewText text) =>
            Json(server().Chat(id, text.Bot).SendCommand(text.Text, text.ThreadId)));
        admin.MapPost("/chats/{id:long}/press", (long id, NewPress press) =>
            Json(new { queryId = server().Chat(id).Press(press.Button, press.MessageId, press.From) }));
        admin.MapGet("/callbacks/{queryId}", (string queryId, double? timeout) => AnswerOfAsync(server(), queryId, timeout));
        admin.MapPost("/chats/{id:long}/{action}", (long id, string action, int? topic, string? name) => Act(server(), id, action, topic, name));
        admin.MapGet("/faults", () => Json(FaultsOf(server())));
        admin.MapPost("/faults", (NewFault fault) => Do(() => server().Fail(fault.Method, fault.ToFault(), fault.Times)));
        admin.MapDelete("/faults", () => Do(server().ClearFaults));
        admin.MapPost("/limits", (LimitOptions limits) => Do(() => server().UseLimits(limits)));
        admin.MapGet("/ledger", (int? after) => Json(server().Ledger.Skip(after ?? 0)));
        admin.MapGet("/files/{id}", (string id) => FileOf(server().State, id));
        admin.MapGet("/events", (HttpContext http) => ChangeStream.WriteAsync(http, server().State));

        async Task<IResult> WaitAsync(long id, string text, double? timeout, CancellationToken cancel) =>
            Json(await server().Chat(id).WaitForTextAsync(text, TimeSpan.FromSeconds(timeout ?? 10), cancel));
    }

    private static ChatHandle Create(TelegramEmulatorServer server, NewChat chat) => chat.Kind.ToUpperInvariant() switch
    {
        "PRIVATE" => server.CreatePrivateChat(chat.Title, chat.Username, chat.Language, chat.Started),
        "GROUP" => server.CreateGroup(chat.Title),
        "SUPERGROUP" => server.CreateSupergroup(chat.Title, forum: false, chat.Username),
        "FORUM" => server.CreateSupergroup(chat.Title, forum: true, chat.Username),
        "CHANNEL" => server.CreateChannel(chat.Title, chat.Username),
        _ => throw new ArgumentException($"Unknown kind '{chat.Kind}': private, group, supergroup, forum or channel.", nameof(chat)),
    };

    private static IResult Act(TelegramEmulatorServer server, long id, string action, int? topic, string? name)
    {
        var chat = server.Chat(id);
        Action act = action switch
        {
            "block" or "kick" => chat.Block,
            "unblock" or "add" => chat.AddBot,
            "promote" => chat.PromoteBot,
            "silence" => chat.SilenceBot,
            "deactivate" => chat.DeactivatePerson,
            "delete" => chat.DeleteChat,
            "migrate" => () => chat = chat.Migrate(),
            "create-topic" => () => chat.CreateTopic(name ?? "topic"),
            "close-topic" => () => chat.CloseTopic(topic ?? 0),
            "reopen-topic" => () => chat.ReopenTopic(topic ?? 0),
            "delete-topic" => () => chat.DeleteTopic(topic ?? 0),
            _ => throw new ArgumentException($"Unknown action '{action}'.", nameof(action)),
        };
        act();
        return Json(chat.View);
    }

    private static async Task<IResult> AnswerOfAsync(TelegramEmulatorServer server, string queryId, double? timeout)
    {
        ChatHandle chat;
        lock (server.State.Gate)
        {
            if (!server.State.Callbacks.TryGetValue(queryId, out var pressed))
                throw new ArgumentException($"No callback query {queryId}.", nameof(queryId));
            chat = new ChatHandle(server.State, pressed.Message.Chat, pressed.Bot);
        }

        return Json(await chat.WaitForAnswerAsync(queryId, TimeSpan.FromSeconds(timeout ?? 10)));
    }

    private static List<object> FaultsOf(TelegramEmulatorServer server)
    {
        lock (server.State.Gate)
            return [.. server.State.Faults.Waiting.Select(item => new { item.Method, item.Fault.Kind, item.Left })];
    }

    private static IResult FileOf(EmulatorState state, string id)
    {
        lock (state.Gate)
        {
            return state.Files.TryGetValue(id, out var file)
                ? Results.Bytes(file.Bytes, file.ContentType.StartsWith("image/", StringComparison.Ordinal) ? file.ContentType : "application/octet-stream")
                : Results.NotFound();
        }
    }

    private static IResult Json<T>(T value) => Results.Json(value, ApiJson.Relaxed);

    private static IResult Do(Action act)
    {
        act();
        return Json(new JsonObject { ["ok"] = true });
    }

    /// <summary>Answers an invalid request of a test with what is wrong with it.</summary>
    private static async ValueTask<object?> AnswerFaultsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or TimeoutException or KeyNotFoundException or JsonException)
        {
            return Results.Json(new { error = fault.Message }, ApiJson.Relaxed, statusCode: fault is TimeoutException ? 408 : 400);
        }
    }
}
