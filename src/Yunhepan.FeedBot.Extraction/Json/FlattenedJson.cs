using System.Text.Json;

namespace Yunhepan.FeedBot.Extraction.Json;

/// <summary>
/// Reads the state of Nuxt 3 pages: one flat array whose objects refer to their values by index
/// (<see href="https://github.com/Rich-Harris/devalue">devalue</see>).
/// </summary>
internal static class FlattenedJson
{
    private const int MostObjects = 20_000;

    private const int MostMembers = 100;

    /// <summary>
    /// Returns the objects of a flattened document with their texts and numbers inserted; null for another kind of document. Deeper
    /// values are left out, because entries of lists are flat.
    /// </summary>
    public static JsonDocument? Unfold(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() < 2 || !IsReference(root[0]))
            return null;
        JsonElement[] values = [.. root.EnumerateArray()];
        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written))
        {
            writer.WriteStartArray();
            foreach (var value in values.Where(v => v.ValueKind == JsonValueKind.Object).Take(MostObjects))
                Write(writer, value, values);
            writer.WriteEndArray();
        }

        return JsonDocument.Parse(written.ToArray());
    }

    private static bool IsReference(JsonElement first) =>
        first.ValueKind == JsonValueKind.Array && first.GetArrayLength() == 2 && first[0].ValueKind == JsonValueKind.String
            || first.ValueKind == JsonValueKind.Object && first.EnumerateObject().All(m => m.Value.ValueKind == JsonValueKind.Number);

    private static void Write(Utf8JsonWriter writer, JsonElement value, JsonElement[] values)
    {
        writer.WriteStartObject();
        foreach (var member in value.EnumerateObject().Take(MostMembers))
        {
            if (member.Value.ValueKind != JsonValueKind.Number || !member.Value.TryGetInt32(out var at) || at < 0 || at >= values.Length
                || values[at].ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
                continue;
            writer.WritePropertyName(member.Name);
            values[at].WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
