using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Api;

namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>Checks a reply keyboard, as far as bots here use it: plain buttons, and buttons that let a person pick a chat.</summary>
internal static class ReplyKeyboardReader
{
    /// <summary>Returns null when there is none.</summary>
    public static JsonArray? Read(ApiParameters parameters, EmulatedChat chat)
    {
        if (parameters.Json("reply_markup", "reply keyboard markup") is not JsonObject markup || markup["keyboard"] is not JsonArray rows)
            return null;
        foreach (var button in rows.SelectMany(row => row!.AsArray()).OfType<JsonObject>())
        {
            if (string.IsNullOrWhiteSpace(button["text"]?.GetValue<string>()))
                throw ApiError.BadRequest("keyboard button text must be non-empty");
            if (button["request_chat"] is JsonObject request)
                CheckRequest(request, chat);
        }

        return (JsonArray)rows.DeepClone();
    }

    private static void CheckRequest(JsonObject request, EmulatedChat chat)
    {
        if (chat.Kind is not ChatKind.Private)
            throw ApiError.BadRequest("chats can be requested in private chats only");
        // The bot may not ask for more than its person has.
        var user = request["user_administrator_rights"];
        if (request["bot_administrator_rights"] is JsonObject wanted
            && wanted.Any(right => right.Value!.GetValue<bool>() && user?[right.Key]?.GetValue<bool>() != true))
            throw ApiError.BadRequest("USER_RIGHTS_MISSING");
    }
}
