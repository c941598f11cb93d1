using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;

namespace Yunhepan.FeedBot.TelegramEmulator.Admin;

/// <summary>Creates the views for tests and the page.</summary>
internal static class ViewMapper
{
    public static ChatView ToView(EmulatedChat chat, EmulatedBot bot) => new(
        chat.Id, chat.Kind, chat.Title, chat.Username, chat.IsForum, chat.Person.Name,
        (chat.Bots.GetValueOrDefault(bot.Id) ?? Membership.Left).Status, chat.IsDeleted, chat.PersonIsDeactivated, chat.MigratedTo,
        [.. chat.Topics.Values.Select(topic => new TopicView(topic.Id, topic.Name, topic.IsClosed))]);

    public static MessageView ToView(EmulatorState state, EmulatedMessage message) => new()
    {
        ChatId = message.Chat.Id,
        MessageId = message.Id,
        ThreadId = message.ThreadId,
        Kind = KindOf(message.Content),
        From = message.Chat.Kind is ChatKind.Channel ? message.Chat.Title : message.Bot?.Name ?? message.Person?.Name ?? "",
        IsFromBot = message.Bot is not null,
        Text = TextOf(message.Content),
        Entities = EntitiesOf(message.Content),
        Buttons = ButtonsOf(message.InlineKeyboard),
        SentAt = message.SentAt,
        EditedAt = message.EditedAt,
        DeletedAt = message.DeletedAt,
        IsSilent = message.IsSilent,
        ReplyTo = message.ReplyTo,
        AlbumId = message.AlbumId,
        Photo = PhotoOf(state, message.Content),
        Media = MediaOf(state, message.Content),
        Document = message.Content["document"]?["file_name"]?.GetValue<string>(),
        PreviewUrl = message.Content["link_preview_options"]?["url"]?.GetValue<string>(),
        IsPreviewAbove = message.Content["link_preview_options"]?["prefer_large_media"]?.GetValue<bool>() == true
            && message.Content["link_preview_options"]?["show_above_text"]?.GetValue<bool>() == true,
        IsPinned = message.Chat.Pinned.Contains(message.Id),
        History = [.. message.Past.Select(past => new PastView(TextOf(past.Content), past.ReplacedAt))],
    };

    private static string KindOf(JsonObject content) =>
        content.ContainsKey("text") ? "text"
        : content.ContainsKey("photo") ? "photo"
        : content.ContainsKey("video") ? "video"
        : content.ContainsKey("audio") ? "audio"
        : content.ContainsKey("document") ? "document"
        : content.ContainsKey("rich_message") ? "rich"
        : "service";

    private static string TextOf(JsonObject content)
    {
        if ((content["text"] ?? content["caption"]) is { } text)
            return text.GetValue<string>();
        if (content["rich_message"]?["blocks"] is JsonArray blocks)
            return string.Join('\n', blocks.Select(BlockText));
        if (content["forum_topic_created"] is { } topic)
            return $"topic created: {topic["name"]}";
        if (content["migrate_to_chat_id"] is { } to)
            return $"upgraded to the supergroup {to}";
        if (content["migrate_from_chat_id"] is { } from)
            return $"upgraded from the group {from}";
        return "";
    }

    private static string BlockText(JsonNode? block) =>
        block?["text"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : block?.ToJsonString() ?? "";

    private static List<EntityView> EntitiesOf(JsonObject content) =>
        (content["entities"] ?? content["caption_entities"]) is not JsonArray entities ? [] :
        [
            .. entities.Select(entity => new EntityView(
                entity!["type"]!.GetValue<string>(),
                entity["offset"]!.GetValue<int>(),
                entity["length"]!.GetValue<int>(),
                entity["url"]?.GetValue<string>(),
                entity["language"]?.GetValue<string>())),
        ];

    private static List<IReadOnlyList<ButtonView>> ButtonsOf(JsonObject? keyboard) =>
        keyboard?["inline_keyboard"] is not JsonArray rows ? [] :
        [
            .. rows.Select(row => ((JsonArray)row!).Select(button => new ButtonView(
                button!["text"]!.GetValue<string>(),
                button["callback_data"]?.GetValue<string>(),
                button["url"]?.GetValue<string>())).ToList()),
        ];

    private static string? MediaOf(EmulatorState state, JsonObject content) =>
        (content["video"] ?? content["audio"])?["file_id"]?.GetValue<string>() is { } id && state.Files.TryGetValue(id, out var file)
            ? file.Name : null;

    private static string? PhotoOf(EmulatorState state, JsonObject content)
    {
        if (content["photo"]?[0]?["file_id"]?.GetValue<string>() is not { } id)
            return null;
        return state.Files.TryGetValue(id, out var file) && file.Bytes.Length == 0 ? file.Name : "/admin/files/" + id;
    }
}
