using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Entities;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>The destination of a message: chat, topic, and the message it replies to.</summary>
internal sealed record SendTarget(EmulatedChat Chat, int? ThreadId, int? ReplyTo)
{
    public static SendTarget Read(ApiCall call, string what)
    {
        var chat = call.Chat();
        ChatAccess.CheckSend(call.Bot, chat, what);
        var thread = ChatAccess.CheckThread(call.Bot, chat, call.Parameters.Int("message_thread_id"));
        return new SendTarget(chat, thread, ReadReply(call, chat));
    }

    public EmulatedMessage Add(ApiCall call, JsonObject content, JsonObject? keyboard, string? albumId)
    {
        var message = new EmulatedMessage
        {
            Chat = Chat,
            Id = Chat.NextMessageId(),
            SentAt = call.State.Now,
            Bot = call.Bot,
            ThreadId = ThreadId,
            ReplyTo = ReplyTo,
            IsSilent = call.Parameters.Flag("disable_notification"),
            IsProtected = call.Parameters.Flag("protect_content"),
            AlbumId = albumId,
            Content = content,
            InlineKeyboard = keyboard,
        };
        Chat.Messages.Add(message);
        call.Touched = message;
        return message;
    }

    private static int? ReadReply(ApiCall call, EmulatedChat chat)
    {
        var reply = call.Parameters.Json("reply_parameters", "ReplyParameters");
        var id = reply?["message_id"]?.GetValue<int>() ?? call.Parameters.Int("reply_to_message_id");
        if (id is null or 0)
            return null;
        if (MessageTextReader.Length(reply?["quote"]?.GetValue<string>() ?? "") > 1024)
            throw ApiError.BadRequest("QUOTE_TEXT_INVALID");
        if (chat.Find(id.Value) is not null)
            return id;
        var mayLack = reply?["allow_sending_without_reply"]?.GetValue<bool>() ?? call.Parameters.Flag("allow_sending_without_reply");
        return mayLack ? null : throw ApiError.BadRequest("message to be replied not found");
    }
}
