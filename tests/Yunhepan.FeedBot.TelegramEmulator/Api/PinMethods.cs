using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>Pins and unpins messages.</summary>
internal static class PinMethods
{
    public static JsonNode Pin(ApiCall call)
    {
        var chat = Check(call);
        var message = chat.Find(call.MessageId()) ?? throw ApiError.BadRequest("message to pin not found");
        chat.Pinned.Add(message.Id);
        call.Touched = message;
        return JsonValue.Create(true);
    }

    public static JsonNode Unpin(ApiCall call)
    {
        var chat = Check(call);
        var id = call.Parameters.Int("message_id") ?? (chat.Pinned.Count > 0 ? chat.Pinned.Max() : 0);
        if (!chat.Pinned.Remove(id))
            throw ApiError.BadRequest("message to unpin not found");
        return JsonValue.Create(true);
    }

    public static JsonNode UnpinAll(ApiCall call)
    {
        Check(call).Pinned.Clear();
        return JsonValue.Create(true);
    }

    private static EmulatedChat Check(ApiCall call)
    {
        var chat = call.Chat();
        ChatAccess.CheckReach(call.Bot, chat);
        if (chat.Kind is not ChatKind.Private && !chat.Bots[call.Bot.Id].IsAdministrator)
            throw ApiError.BadRequest("not enough rights to manage pinned messages in the chat");
        return chat;
    }
}
