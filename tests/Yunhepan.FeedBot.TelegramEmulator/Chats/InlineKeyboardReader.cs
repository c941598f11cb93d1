using System.Text;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Api;
using Yunhepan.FeedBot.TelegramEmulator.Entities;

namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>Checks a reply_markup like Telegram: 100 buttons, 64 bytes of data, about 10 KB in all.</summary>
internal static class InlineKeyboardReader
{
    private const int MaxButtons = 100;
    private const int MaxButtonsPerRow = 12;
    private const int MaxDataBytes = 64;
    private const int MaxMarkupBytes = 10 * 1024;

    private static readonly string[] OtherActions =
    [
        "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat",
        "callback_game", "pay",
    ];

    /// <summary>The inline keyboard, or null when there is none (other kinds of markup show nothing on the message).</summary>
    public static JsonObject? Read(ApiParameters parameters)
    {
        var node = parameters.Json("reply_markup", "reply keyboard markup");
        if (node is null)
            return null;
        if (node is not JsonObject markup)
            throw ApiError.BadRequest("object expected as reply markup");
        if (!markup.ContainsKey("inline_keyboard"))
            return null;
        if (markup["inline_keyboard"] is not JsonArray rows)
            throw ApiError.BadRequest("field \"inline_keyboard\" of the InlineKeyboardMarkup should be an Array of Arrays");

        var kept = new JsonArray();
        var count = 0;
        foreach (var row in rows)
        {
            if (row is not JsonArray buttons)
                throw ApiError.BadRequest("field \"inline_keyboard\" of the InlineKeyboardMarkup should be an Array of Arrays");
            JsonNode?[] checkedRow = [.. buttons.Take(MaxButtonsPerRow).Select(CheckButton)];
            count += checkedRow.Length;
            if (checkedRow.Length > 0)
                kept.Add(new JsonArray(checkedRow));
        }

        var json = new JsonObject { ["inline_keyboard"] = kept };
        if (count > MaxButtons || Encoding.UTF8.GetByteCount(json.ToJsonString(ApiJson.Relaxed)) > MaxMarkupBytes)
            throw ApiError.BadRequest("reply markup is too long");
        return count == 0 ? null : json;
    }

    private static JsonObject CheckButton(JsonNode? node)
    {
        const string prefix = "can't parse inline keyboard button: ";
        if (node is not JsonObject button)
            throw ApiError.BadRequest(prefix + "InlineKeyboardButton must be an Object");
        if (button["text"] is not JsonValue label || !label.TryGetValue<string>(out var text))
            throw ApiError.BadRequest(prefix + "Can't find field \"text\"");
        if (string.IsNullOrWhiteSpace(text))
            throw ApiError.BadRequest("inline keyboard button text must be non-empty");

        if (button["callback_data"] is { } data)
        {
            if (Encoding.UTF8.GetByteCount(data.GetValue<string>()) is 0 or > MaxDataBytes)
                throw ApiError.BadRequest("BUTTON_DATA_INVALID");
        }
        else if (button["url"] is { } url)
        {
            if (LinkAddress.Check(url.GetValue<string>()) is null)
                throw ApiError.BadRequest("BUTTON_URL_INVALID");
        }
        else if (button["copy_text"] is { } copy)
        {
            if (MessageTextReader.Length(copy["text"]?.GetValue<string>() ?? "") is 0 or > 256)
                throw ApiError.BadRequest("BUTTON_COPY_TEXT_INVALID");
        }
        else if (!OtherActions.Any(button.ContainsKey))
        {
            throw ApiError.BadRequest(prefix + "Text buttons are unallowed in the inline keyboard");
        }

        return (JsonObject)button.DeepClone();
    }
}
