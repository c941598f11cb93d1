using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Entities;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>Answers pressed buttons; a late answer gets the error that the query is too old.</summary>
internal static class CallbackMethods
{
    public static JsonNode Answer(ApiCall call)
    {
        var text = call.Parameters.Text("text");
        if (MessageTextReader.Length(text ?? "") > 200)
            throw ApiError.BadRequest("MESSAGE_TOO_LONG");
        var id = call.Parameters.Text("callback_query_id") ?? "";
        if (!call.State.Callbacks.TryGetValue(id, out var pressed)
            || pressed.Bot != call.Bot
            || pressed.AnsweredAt is not null
            || call.State.Now - pressed.PressedAt > call.State.Options.CallbackLifetime)
        {
            throw ApiError.BadRequest("query is too old and response timeout expired or query ID is invalid");
        }

        pressed.AnsweredAt = call.State.Now;
        pressed.AnswerText = text;
        pressed.AnswerIsAlert = call.Parameters.Flag("show_alert");
        call.Touched = pressed.Message;
        return JsonValue.Create(true);
    }
}
