using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.TelegramEmulator.Entities;

/// <summary>A text with its formatting; offsets and lengths are in UTF-16 units, as on the wire.</summary>
internal sealed record FormattedText(string Text, IReadOnlyList<TextEntity> Entities)
{
    /// <summary>Writes the fields "text" and "entities", or "caption" and "caption_entities".</summary>
    public void WriteTo(JsonObject content, string textField, string entitiesField)
    {
        content[textField] = Text;
        if (Entities.Count > 0)
            content[entitiesField] = new JsonArray([.. Entities.Select(entity => entity.ToJson())]);
    }
}

/// <summary>One formatted piece of a text.</summary>
internal sealed record TextEntity(string Type, int Offset, int Length)
{
    public string? Url { get; init; }

    public string? Language { get; init; }

    public string? CustomEmojiId { get; init; }

    public long? UnixTime { get; init; }

    public string? TimeFormat { get; init; }

    public int End => Offset + Length;

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["type"] = Type, ["offset"] = Offset, ["length"] = Length };
        if (Url is not null)
            json["url"] = Url;
        if (!string.IsNullOrEmpty(Language))
            json["language"] = Language;
        if (CustomEmojiId is not null)
            json["custom_emoji_id"] = CustomEmojiId;
        if (UnixTime is not null)
            json["unix_time"] = UnixTime;
        if (TimeFormat is not null)
            json["date_time_format"] = TimeFormat;
        return json;
    }
}
