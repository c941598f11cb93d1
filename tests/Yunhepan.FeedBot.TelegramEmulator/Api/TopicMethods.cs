using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Entities;
using Yunhepan.FeedBot.TelegramEmulator.Updates;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>Creates and changes forum topics for a bot with the right to manage them.</summary>
internal static class TopicMethods
{
    public static JsonNode Create(ApiCall call)
    {
        var chat = Check(call);
        var name = ReadName(call);
        var color = call.Parameters.Int("icon_color") ?? 0x6FB9F0;
        call.State.Limiter.TakeSend(call.Bot, chat);
        var topic = UpdatePublisher.CreateTopic(call.State, chat, name, call.Bot, color);
        return new JsonObject { ["message_thread_id"] = topic.Id, ["name"] = name, ["icon_color"] = color };
    }

    public static JsonNode Edit(ApiCall call)
    {
        var topic = Find(call);
        if (call.Parameters.Has("name"))
            topic.Name = ReadName(call);
        return JsonValue.Create(true);
    }

    public static JsonNode Close(ApiCall call) => Set(Find(call), closed: true);

    public static JsonNode Reopen(ApiCall call) => Set(Find(call), closed: false);

    public static JsonNode Delete(ApiCall call)
    {
        var topic = Find(call);
        UpdatePublisher.DeleteTopic(call.State, call.Chat(), topic.Id);
        return JsonValue.Create(true);
    }

    private static JsonValue Set(EmulatedTopic topic, bool closed)
    {
        if (topic.IsClosed == closed)
            throw ApiError.BadRequest("TOPIC_NOT_MODIFIED");
        topic.IsClosed = closed;
        return JsonValue.Create(true);
    }

    private static EmulatedChat Check(ApiCall call)
    {
        var chat = call.Chat();
        ChatAccess.CheckReach(call.Bot, chat);
        if (chat.Kind is ChatKind.Private)
            return chat;
        if (!chat.IsForum)
            throw ApiError.BadRequest("the chat is not a forum");
        if (chat.Bots[call.Bot.Id] is not { IsAdministrator: true, MayManageTopics: true })
            throw ApiError.BadRequest("not enough rights to create a topic");
        return chat;
    }

    private static EmulatedTopic Find(ApiCall call) =>
        Check(call).Topics.GetValueOrDefault(call.Parameters.Int("message_thread_id") ?? 0)
        ?? throw ApiError.BadRequest("message thread not found");

    private static string ReadName(ApiCall call)
    {
        var name = (call.Parameters.Text("name") ?? "").Trim();
        if (name.Length == 0)
            throw ApiError.BadRequest("TOPIC_TITLE_EMPTY");
        return MessageTextReader.Length(name) <= 128 ? name : throw ApiError.BadRequest("TOPIC_TITLE_TOO_LONG");
    }
}
