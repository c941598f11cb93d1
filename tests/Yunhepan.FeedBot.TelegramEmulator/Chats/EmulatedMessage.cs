using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>A message with its whole history.</summary>
internal sealed class EmulatedMessage
{
    public required EmulatedChat Chat { get; init; }

    public required int Id { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The bot that sent it; null for people and service messages.</summary>
    public EmulatedBot? Bot { get; init; }

    public EmulatedPerson? Person { get; init; }

    public int? ThreadId { get; init; }

    public int? ReplyTo { get; init; }

    public bool IsSilent { get; init; }

    public bool IsProtected { get; init; }

    public string? AlbumId { get; init; }

    /// <summary>The fields that make the content: text and entities, photo and caption, a service field.</summary>
    public required JsonObject Content { get; set; }

    public JsonObject? InlineKeyboard { get; set; }

    /// <summary>The keyboard that takes the place of the one for typing; not part of the message.</summary>
    public JsonArray? ReplyKeyboard { get; set; }

    public DateTimeOffset? EditedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Earlier contents, oldest first.</summary>
    public List<PastContent> Past { get; } = [];

    public string Text => (Content["text"] ?? Content["caption"])?.GetValue<string>() ?? "";

    public JsonObject ToJson(bool withReply = true)
    {
        var json = new JsonObject { ["message_id"] = Id };
        if (ThreadId is { } thread)
        {
            json["message_thread_id"] = thread;
            json["is_topic_message"] = true;
        }

        AddSender(json);
        json["chat"] = Chat.ToJson();
        json["date"] = SentAt.ToUnixTimeSeconds();
        if (EditedAt is { } edited)
            json["edit_date"] = edited.ToUnixTimeSeconds();
        if (AlbumId is not null)
            json["media_group_id"] = AlbumId;
        if (IsProtected)
            json["has_protected_content"] = true;
        if (withReply && ReplyTo is { } reply && Chat.Find(reply) is { } original)
            json["reply_to_message"] = original.ToJson(withReply: false);
        foreach (var (name, value) in Content)
            json[name] = value?.DeepClone();
        if (InlineKeyboard is not null)
            json["reply_markup"] = InlineKeyboard.DeepClone();
        return json;
    }

    private void AddSender(JsonObject json)
    {
        if (Chat.Kind is ChatKind.Channel)
            json["sender_chat"] = Chat.ToJson();
        else if (Bot is not null)
            json["from"] = Bot.ToJson();
        else if (Person is not null)
            json["from"] = Person.ToJson();
    }
}

/// <summary>The version of a message until <paramref name="ReplacedAt"/>.</summary>
internal sealed record PastContent(JsonObject Content, JsonObject? InlineKeyboard, DateTimeOffset ReplacedAt);
