using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Updates;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>The methods about chats and members.</summary>
internal static class ChatMethods
{
    public static JsonNode GetChat(ApiCall call)
    {
        var chat = call.Chat();
        if (chat.Kind is not ChatKind.Private)
            ChatAccess.CheckReach(call.Bot, chat);
        var json = chat.ToJson();
        json["accent_color_id"] = 0;
        json["max_reaction_count"] = 11;
        json["accepted_gift_types"] = new JsonObject
        {
            ["unlimited_gifts"] = false,
            ["limited_gifts"] = false,
            ["unique_gifts"] = false,
            ["premium_subscription"] = false,
            ["gifts_from_channels"] = false,
        };
        if (chat.Pinned.Count > 0 && chat.Find(chat.Pinned.Max()) is { } pinned)
            json["pinned_message"] = pinned.ToJson();
        return json;
    }

    public static JsonNode GetChatMember(ApiCall call)
    {
        var chat = call.Chat();
        ChatAccess.CheckReach(call.Bot, chat);
        var userId = call.Parameters.Number("user_id") ?? throw ApiError.BadRequest("invalid user_id specified");
        if (call.State.Bots.Find(bot => bot.Id == userId) is { } asked)
            return (chat.Bots.GetValueOrDefault(asked.Id) ?? Membership.Left).ToJson(asked.ToJson(), chat.Kind);
        if (chat.Members.Find(member => member.Person.Id == userId) is { } found)
            return found.ToJson(chat.Kind);
        throw ApiError.BadRequest("PARTICIPANT_ID_INVALID");
    }

    public static JsonNode GetAdministrators(ApiCall call)
    {
        var chat = call.Chat();
        ChatAccess.CheckReach(call.Bot, chat);
        if (chat.Kind is ChatKind.Private)
            throw ApiError.BadRequest("there are no administrators in the private chat");
        var people = chat.Members.Where(member => member.IsOwner || member.IsAdmin).Select(JsonNode (member) => member.ToJson(chat.Kind));
        var bots = call.State.Bots.Where(bot => chat.Bots.GetValueOrDefault(bot.Id) is { IsAdministrator: true })
            .Select(JsonNode (bot) => chat.Bots[bot.Id].ToJson(bot.ToJson(), chat.Kind));
        return new JsonArray([.. people, .. bots]);
    }

    public static JsonNode GetMemberCount(ApiCall call)
    {
        var chat = call.Chat();
        ChatAccess.CheckReach(call.Bot, chat);
        return JsonValue.Create(chat.Members.Count + chat.Bots.Values.Count(membership => membership.IsPresent));
    }

    public static JsonNode Leave(ApiCall call)
    {
        var chat = call.Chat();
        ChatAccess.CheckReach(call.Bot, chat);
        if (chat.Kind is ChatKind.Private)
            throw ApiError.BadRequest("chat member status can't be changed in private chats");
        UpdatePublisher.ChangeMembership(call.State, chat, call.Bot, Membership.Left);
        return JsonValue.Create(true);
    }
}
