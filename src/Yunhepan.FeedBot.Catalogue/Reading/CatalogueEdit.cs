using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>A source to add to feeds.json.</summary>
public sealed record NewSource(string Url, string? Name, string? CategoryId)
{
    /// <summary>The id of the source; null uses the one derived from the address.</summary>
    public string? Id { get; init; }

    /// <summary>The selector of the entries of a list page; null lets the engine find them.</summary>
    public string? Items { get; init; }
}

/// <summary>A category to add to feeds.json.</summary>
/// <param name="Id">A path whose parents exist or are added as well.</param>
public sealed record NewCategory(string Id, string Name);

/// <summary>Changes feeds.json like a careful person: existing comments, order and layout are kept.</summary>
public static class CatalogueEdit
{
    /// <summary>The content of a new feeds.json.</summary>
    public static ReadOnlySpan<byte> Empty => "{\n  \"categories\": [\n  ],\n  \"sources\": [\n  ]\n}\n"u8;

    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Returns the text of feeds.json with the additions after the existing entries.</summary>
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

    /// <summary>Replaces the file in one step, so that a reader sees either the old or the new one.</summary>
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
        if (source.Items is not null)
            (entry["kind"], entry["selectors"]) = ("list", new JsonObject { ["items"] = source.Items });
        return entry.ToJsonString(OneLine);
    }

    /// <summary>Returns null if the root has no such array.</summary>
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

    /// <summary>Returns where the last entry of an array of the root ends (after the bracket if there is none).</summary>
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
