using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Entities;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>Sends text, and implements what all sends have in common.</summary>
internal static class SendMethods
{
    private static readonly HashSet<string> Actions =
    [
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
        "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    ];

    public static JsonNode SendMessage(ApiCall call)
    {
        var text = MessageTextReader.ReadText(call.Parameters);
        var content = new JsonObject();
        text.WriteTo(content, "text", "entities");
        if (call.Parameters.Json("link_preview_options", "LinkPreviewOptions") is JsonObject preview)
            content["link_preview_options"] = preview.DeepClone();
        return Send(call, content).ToJson();
    }

    public static JsonNode SendChatAction(ApiCall call)
    {
        var action = call.Parameters.Text("action") ?? "";
        if (!Actions.Contains(action))
            throw ApiError.BadRequest("wrong parameter action in request");
        ChatAccess.CheckSend(call.Bot, call.Chat());
        return JsonValue.Create(true);
    }

    public static EmulatedMessage Send(ApiCall call, JsonObject content, string what = "text messages")
    {
        var target = SendTarget.Read(call, what);
        var keyboard = InlineKeyboardReader.Read(call.Parameters);
        var replyKeyboard = ReplyKeyboardReader.Read(call.Parameters, target.Chat);
        call.State.Limiter.TakeSend(call.Bot, target.Chat);
        var message = target.Add(call, content, keyboard, albumId: null);
        message.ReplyKeyboard = replyKeyboard;
        return message;
    }
}
