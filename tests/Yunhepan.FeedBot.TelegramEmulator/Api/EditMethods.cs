using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Entities;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>Edits messages in place. A bot's own messages have no time limit.</summary>
internal static class EditMethods
{
    public static JsonNode EditText(ApiCall call)
    {
        var message = Find(call);
        if (call.Parameters.Has("rich_message"))
            return Apply(call, message, RichMessageMethods.ReadContent(call.Parameters));

        var text = MessageTextReader.ReadText(call.Parameters);
        if (!message.Content.ContainsKey("text") && !message.Content.ContainsKey("rich_message"))
            throw ApiError.BadRequest("there is no text in the message to edit");
        var content = new JsonObject();
        text.WriteTo(content, "text", "entities");
        if (call.Parameters.Json("link_preview_options", "LinkPreviewOptions") is JsonObject preview)
            content["link_preview_options"] = preview.DeepClone();
        return Apply(call, message, content);
    }

    public static JsonNode EditCaption(ApiCall call)
    {
        var message = Find(call);
        if (!message.Content.ContainsKey("photo"))
            throw ApiError.BadRequest("there is no caption in the message to edit");
        var parameters = call.Parameters;
        var caption = MessageTextReader.ReadCaption(
            parameters.Text("caption"), parameters.Text("parse_mode"), parameters.Json("caption_entities", "entities"));
        var content = (JsonObject)message.Content.DeepClone();
        content.Remove("caption");
        content.Remove("caption_entities");
        if (caption.Text.Length > 0)
            caption.WriteTo(content, "caption", "caption_entities");
        return Apply(call, message, content);
    }

    public static JsonNode EditMedia(ApiCall call)
    {
        var message = Find(call);
        if (!message.Content.ContainsKey("photo") && !message.Content.ContainsKey("video") && !message.Content.ContainsKey("audio"))
            throw ApiError.BadRequest("there is no media in the message to edit");
        return Apply(call, message, MediaMethods.ReadMedia(call));
    }

    public static JsonNode EditReplyMarkup(ApiCall call)
    {
        var message = Find(call);
        return Apply(call, message, (JsonObject)message.Content.DeepClone());
    }

    private static EmulatedMessage Find(ApiCall call)
    {
        var chat = call.Chat();
        var id = call.MessageId();
        ChatAccess.CheckReach(call.Bot, chat);
        var message = chat.Find(id) ?? throw ApiError.BadRequest("message to edit not found");
        if (message.Bot != call.Bot)
            throw ApiError.BadRequest("message can't be edited");
        if (chat.Kind is ChatKind.Channel)
            ChatAccess.CheckSend(call.Bot, chat);
        return message;
    }

    private static JsonObject Apply(ApiCall call, EmulatedMessage message, JsonObject content)
    {
        var keyboard = InlineKeyboardReader.Read(call.Parameters);
        if (JsonNode.DeepEquals(content, message.Content) && JsonNode.DeepEquals(keyboard, message.InlineKeyboard))
        {
            throw ApiError.BadRequest("message is not modified: specified new message content and reply markup are exactly "
                + "the same as a current content and reply markup of the message");
        }

        call.State.Limiter.TakeEdit(call.Bot, message.Chat);
        message.Past.Add(new PastContent(message.Content, message.InlineKeyboard, call.State.Now));
        message.Content = content;
        message.InlineKeyboard = keyboard;
        message.EditedAt = call.State.Now;
        call.Touched = message;
        return message.ToJson();
    }
}
