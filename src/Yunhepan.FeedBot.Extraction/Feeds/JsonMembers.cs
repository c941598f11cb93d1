using System.Globalization;
using System.Text.Json;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>The members of a JSON feed's objects, whatever type their writers gave them.</summary>
internal static class JsonMembers
{
    /// <summary>The objects of an array, or the one object that stands where an array should be.</summary>
    public static IEnumerable<JsonElement> Objects(this JsonElement element, string name) =>
        Entries(element, name).Where(entry => entry.ValueKind == JsonValueKind.Object);

    public static IEnumerable<JsonElement> Entries(this JsonElement element, string name) => Property(element, name) switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        { } single => [single],
        null => [],
    };

    public static JsonElement? Property(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value : null;

    public static string? Text(this JsonElement element, string name) => Property(element, name) is { } value ? Scalar(value) : null;

    public static string? Inline(this JsonElement element, string name) =>
        Text(element, name) is { } text ? FeedText.OfPlain(text).Inline() : null;

    public static string? Scalar(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ControlCharacters.Mend(value.GetString()!),
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.GetRawText(),
        _ => null,
    };
}
