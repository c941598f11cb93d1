using System.Text.Json;
using System.Text.Json.Serialization;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>A format that somebody uses. It never changes, so that a message can be rendered again as it was sent.</summary>
public sealed class StoredFormat
{
    public long Id { get; init; }

    /// <summary>The format as JSON: equal formats are one row.</summary>
    public required string Key { get; init; }

    internal static string KeyOf(MessageFormat format) => JsonSerializer.Serialize(format, FormatJson.Default.MessageFormat);

    internal static MessageFormat Read(string key) =>
        JsonSerializer.Deserialize(key, FormatJson.Default.MessageFormat) ?? MessageFormat.Usual;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageFormat))]
[JsonSerializable(typeof(ChoicesBefore))]
internal sealed partial class FormatJson : JsonSerializerContext;
