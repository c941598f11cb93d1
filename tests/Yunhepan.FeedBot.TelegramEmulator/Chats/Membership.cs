using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>The status of a bot in one chat. In a private chat "kicked" means that the person blocked it.</summary>
internal sealed record Membership(string Status)
{
    public static readonly Membership Member = new("member");
    public static readonly Membership Administrator = new("administrator");
    public static readonly Membership Kicked = new("kicked");
    public static readonly Membership Left = new("left");

    /// <summary>A member that may read but not write.</summary>
    public static readonly Membership Silenced = new("restricted");

    /// <summary>An administrator without the right to manage topics.</summary>
    public static readonly Membership WithoutTopics = new("administrator") { MayManageTopics = false };

    public bool MayManageTopics { get; init; } = true;

    public bool IsPresent => Status is "member" or "administrator" or "restricted";

    public bool IsAdministrator => Status is "administrator";

    /// <summary>A ChatMember object of the Bot API, with every field that its kind requires.</summary>
    public JsonObject ToJson(JsonObject user, ChatKind kind)
    {
        var json = new JsonObject { ["user"] = user, ["status"] = Status };
        switch (Status)
        {
            case "administrator":
                AddRights(json, kind);
                if (!MayManageTopics)
                    json["can_manage_topics"] = false;
                break;
            case "kicked":
                json["until_date"] = 0;
                break;
            case "restricted":
                json["is_member"] = true;
                foreach (var right in MemberRights)
                    json[right] = false;
                json["until_date"] = 0;
                break;
        }

        return json;
    }

    private static readonly string[] MemberRights =
    [
        "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
        "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
        "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
        "can_react_to_messages", "can_edit_tag",
    ];

    private static void AddRights(JsonObject json, ChatKind kind)
    {
        json["can_be_edited"] = false;
        json["is_anonymous"] = false;
        json["can_manage_chat"] = true;
        json["can_delete_messages"] = true;
        json["can_manage_video_chats"] = false;
        json["can_restrict_members"] = false;
        json["can_promote_members"] = false;
        json["can_change_info"] = false;
        json["can_invite_users"] = true;
        json["can_post_stories"] = false;
        json["can_edit_stories"] = false;
        json["can_delete_stories"] = false;
        if (kind is ChatKind.Channel)
        {
            json["can_post_messages"] = true;
            json["can_edit_messages"] = true;
            json["can_manage_direct_messages"] = false;
        }
        else
        {
            json["can_pin_messages"] = true;
            json["can_manage_topics"] = kind is ChatKind.Supergroup;
        }
    }
}
