using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Api;

namespace Yunhepan.FeedBot.TelegramEmulator.Entities;

/// <summary>
/// Converts the text parameters of a call to the text that is sent, within Telegram's sizes. A text is counted in characters, a
/// caption in UTF-16 units, both after parsing the entities; where documents differ, the stricter known limit applies.
/// </summary>
internal static class MessageTextReader
{
    public const int MaxText = 4096;
    public const int MaxCaption = 1024;
    private const int MaxBytes = 35_000;
    private const int MaxUserEntities = 100;

    public static FormattedText ReadText(ApiParameters parameters)
    {
        var text = Read(parameters.Text("text") ?? "", parameters.Text("parse_mode"), parameters.Json("entities", "entities"));
        if (!IsVisible(text.Text))
            throw ApiError.BadRequest("message text is empty");
        if (Length(text.Text) > MaxText)
            throw ApiError.BadRequest("message is too long");
        return text;
    }

    public static FormattedText ReadCaption(string? caption, string? parseMode, JsonNode? entities)
    {
        var text = Read(caption ?? "", parseMode, entities);
        if (text.Text.Length > MaxCaption)
            throw ApiError.BadRequest("message caption is too long");
        return text;
    }

    public static int Length(string text) => text.EnumerateRunes().Count();

    // White space, zero-width characters and fillers alone are no text to Telegram.
    private static bool IsVisible(string text) => text.EnumerateRunes().Any(rune =>
        rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark));

    private static FormattedText Read(string raw, string? parseMode, JsonNode? entities)
    {
        raw = CutToBytes(raw);
        var text = parseMode?.ToUpperInvariant() switch
        {
            null or "" or "NONE" => new FormattedText(raw, ReadEntities(entities, raw.Length)),
            "HTML" => HtmlEntityParser.Parse(raw),
            "MARKDOWN" or "MARKDOWNV2" => throw ApiError.BadRequest("this emulator does not read Markdown: send HTML or entities"),
            _ => throw ApiError.BadRequest("unsupported parse_mode"),
        };
        var clean = TextCleaner.Clean(text);
        return new FormattedText(clean.Text, Cap(AutomaticEntities.Add(clean)));
    }

    private static string CutToBytes(string raw)
    {
        if (raw.Length * 3 <= MaxBytes || Encoding.UTF8.GetByteCount(raw) <= MaxBytes)
            return raw;
        var bytes = 0;
        var end = 0;
        foreach (var rune in raw.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes)
                break;
            end += rune.Utf16SequenceLength;
        }

        return raw[..end];
    }

    private static List<TextEntity> ReadEntities(JsonNode? node, int length)
    {
        if (node is null)
            return [];
        if (node is not JsonArray array)
            throw ApiError.BadRequest("can't parse entities: expected an Array of MessageEntity");
        var entities = new List<TextEntity>();
        foreach (var item in array)
        {
            var entity = new TextEntity(
                item?["type"]?.GetValue<string>() ?? "",
                item?["offset"]?.GetValue<int>() ?? 0,
                item?["length"]?.GetValue<int>() ?? 0)
            {
                Url = item?["url"]?.GetValue<string>(),
                Language = item?["language"]?.GetValue<string>(),
                CustomEmojiId = item?["custom_emoji_id"]?.GetValue<string>(),
            };
            if (entity.Type.Length == 0)
                throw ApiError.BadRequest("can't parse entities: can't parse MessageEntity: Can't find field \"type\"");
            if (entity.Offset >= 0 && entity.Length > 0 && entity.End <= length)
                entities.Add(entity);
        }

        return entities;
    }

    /// <summary>Links and code beyond a hundred are dropped silently; bold and similar formats are counted separately.</summary>
    private static List<TextEntity> Cap(IEnumerable<TextEntity> entities)
    {
        var count = 0;
        return [.. entities.Where(entity =>
            entity.Type is "bold" or "italic" or "underline" or "strikethrough" or "spoiler" or "blockquote" or "expandable_blockquote"
            || ++count <= MaxUserEntities)];
    }
}
