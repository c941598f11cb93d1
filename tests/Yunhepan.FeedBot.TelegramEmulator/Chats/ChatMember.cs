using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>A person in a chat; the first one owns a group or channel.</summary>
internal sealed record ChatMember(EmulatedPerson Person, bool IsOwner, bool IsAdmin = false)
{
    public JsonObject ToJson(ChatKind kind)
    {
        if (IsAdmin)
            return Membership.Administrator.ToJson(Person.ToJson(), kind);
        var json = new JsonObject { ["user"] = Person.ToJson(), ["status"] = IsOwner ? "creator" : "member" };
        if (IsOwner)
            json["is_anonymous"] = false;
        return json;
    }
}
