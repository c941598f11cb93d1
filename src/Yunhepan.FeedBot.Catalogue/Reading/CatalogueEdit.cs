using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>A source to be added to feeds.json.</summary>
public sealed record NewSource(string Url, string? Name, string? CategoryId)
{
    /// <summary>Null: what the address gives.</summary>
    public string? Id { get; init; }
}

/// <summary>A category to be added to feeds.json.</summary>
/// <param name="Id">A path whose parents are there or are added as well.</param>
public sealed record NewCategory(string Id, string Name);

/// <summary>Changes feeds.json as a careful person would: comments, order and layout of what is there stay.</summary>
public static class CatalogueEdit
{
    /// <summary>What a feeds.json that is not there yet begins as.</summary>
    public static ReadOnlySpan<byte> Empty => "{\n  \"categories\": [\n  ],\n  \"sources\": [\n  ]\n}\n"u8;

    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The text of feeds.json with the additions behind what is there.</summary>
    /// <exception cref="FormatException">The file has no <c>sources</c> array.</exception>
    public static byte[] Add(ReadOnlySpan<byte> json, IReadOnlyList<NewCategory> categories, IReadOnlyList<NewSource> sources)
    {
        ArgumentNullException.ThrowIfNull(categories);
        ArgumentNullException.ThrowIfNull(sources);
        var edited = Append(json, "sources", [.. sources.Select(ToJson)]) ?? throw new FormatException("no array \"sources\" at the root");
        if (categories.Count == 0)
            return edited;
        string[] entries = [.. categories.Select(c => new JsonObject { ["id"] = c.Id, ["name"] = c.Name }.ToJsonString(OneLine))];
        return Append(edited, "categories", entries) ?? Append(WithCategories(edited), "categories", entries)!;
    }

    /// <summary>Writes the file in one step, so that a reader sees the old or the new one.</summary>
    public static async Task ReplaceAsync(string path, byte[] text, CancellationToken cancellationToken)
    {
        var next = path + ".new";
        await File.WriteAllBytesAsync(next, text, cancellationToken);
        File.Move(next, path, overwrite: true);
    }

    private static string ToJson(NewSource source)
    {
        var entry = new JsonObject();
        if (source.Id is not null)
            entry["id"] = source.Id;
        entry["url"] = source.Url;
        if (source.Name is not null)
            entry["name"] = source.Name;
        if (source.CategoryId is not null)
            entry["category"] = source.CategoryId;
        return entry.ToJsonString(OneLine);
    }

    /// <summary>Null when the root has no such array.</summary>
    private static byte[]? Append(ReadOnlySpan<byte> json, string array, string[] entries)
    {
        if (Find(json, array) is not { } place)
            return null;
        var text = new StringBuilder();
        foreach (var entry in entries)
            text.Append(place.IsEmpty && text.Length == 0 ? "\n    " : ",\n    ").Append(entry);
        return [.. json[..place.At], .. Encoding.UTF8.GetBytes(text.ToString()), .. json[place.At..]];
    }

    private static byte[] WithCategories(byte[] json)
    {
        var reader = new Utf8JsonReader(json, Lenient);
        reader.Read();
        var at = (int)reader.BytesConsumed;
        return [.. json[..at], .. "\n  \"categories\": [\n  ],"u8, .. json[at..]];
    }

    /// <summary>Where the last entry of an array of the root ends (after the bracket, when there is none).</summary>
    private static (int At, bool IsEmpty)? Find(ReadOnlySpan<byte> json, string array)
    {
        var reader = new Utf8JsonReader(json, Lenient);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;
            var isWanted = reader.ValueTextEquals(array);
            reader.Read();
            if (!isWanted || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            var at = (int)reader.BytesConsumed;
            var isEmpty = true;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                reader.Skip();
                at = (int)reader.BytesConsumed;
                isEmpty = false;
            }

            return (at, isEmpty);
        }

        return null;
    }
}
