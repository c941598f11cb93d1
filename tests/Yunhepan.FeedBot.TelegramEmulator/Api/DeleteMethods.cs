using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>Deletes messages: within 48 hours, or at any time with an administrator's right.</summary>
internal static class DeleteMethods
{
    private static readonly TimeSpan Limit = TimeSpan.FromHours(48);

    public static JsonNode DeleteMessage(ApiCall call)
    {
        var chat = call.Chat();
        var id = call.MessageId();
        ChatAccess.CheckReach(call.Bot, chat);
        var message = chat.Find(id) ?? throw ApiError.BadRequest("message to delete not found");
        if (!MayDelete(call, message))
            throw ApiError.BadRequest("message can't be deleted");
        message.DeletedAt = call.State.Now;
        call.Touched = message;
        return JsonValue.Create(true);
    }

    /// <summary>Messages that are gone or may not be deleted are skipped.</summary>
    public static JsonNode DeleteMessages(ApiCall call)
    {
        var chat = call.Chat();
        if (call.Parameters.Json("message_ids", "message identifiers") is not JsonArray ids || ids.Count == 0)
            throw ApiError.BadRequest("message identifiers are not specified");
        if (ids.Count > 100)
            throw ApiError.BadRequest("too many message identifiers specified");
        ChatAccess.CheckReach(call.Bot, chat);
        foreach (var message in ids.Select(id => chat.Find(id!.GetValue<int>())).OfType<EmulatedMessage>())
        {
            if (!MayDelete(call, message))
                continue;
            message.DeletedAt = call.State.Now;
            call.Touched = message;
        }

        return JsonValue.Create(true);
    }

    private static bool MayDelete(ApiCall call, EmulatedMessage message)
    {
        var chat = message.Chat;
        if (chat.Kind is ChatKind.Supergroup or ChatKind.Channel && chat.Bots[call.Bot.Id].IsAdministrator)
            return true;
        var isRecent = call.State.Now - message.SentAt < Limit;
        return isRecent && (message.Bot == call.Bot || chat.Kind is ChatKind.Private || chat.Bots[call.Bot.Id].IsAdministrator);
    }
}
