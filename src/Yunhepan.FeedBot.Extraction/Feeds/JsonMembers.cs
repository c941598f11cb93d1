using System.Globalization;
using System.Text.Json;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Reads members of the objects of a JSON feed, whatever type the publisher used.</summary>
internal static class JsonMembers
{
    /// <summary>Returns the objects of an array, or the single object that was written instead of an array.</summary>
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
        Text(element, name) is { } text ? FeedText.ReadPlain(text).Inline() : null;

    public static string? Scalar(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ControlCharacters.Mend(value.GetString()!),
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.GetRawText(),
        _ => null,
    };
}
