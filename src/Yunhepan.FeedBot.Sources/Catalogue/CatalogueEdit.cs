using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.Sources.Catalogue;

/// <summary>A source to be added to feeds.json.</summary>
public sealed record NewSource(string Url, string? Name, string? CategoryId);

/// <summary>Changes feeds.json as a careful person would: comments, order and layout of what is there stay.</summary>
public static class CatalogueEdit
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Appends sources; the file is replaced in one step, so that a reader sees the old or the new one.</summary>
    /// <exception cref="FormatException">The file has no <c>sources</c> array.</exception>
    public static async Task AddSourcesAsync(string path, IReadOnlyList<NewSource> sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var edited = AddSources(await File.ReadAllBytesAsync(path, cancellationToken), sources);
        var next = path + ".new";
        await File.WriteAllBytesAsync(next, edited, cancellationToken);
        File.Move(next, path, overwrite: true);
    }

    internal static byte[] AddSources(ReadOnlySpan<byte> json, IReadOnlyList<NewSource> sources)
    {
        var (lastEntryEnd, isEmpty) = FindSources(json);
        var text = new StringBuilder();
        foreach (var source in sources)
        {
            var entry = new JsonObject { ["url"] = source.Url };
            if (source.Name is not null)
                entry["name"] = source.Name;
            if (source.CategoryId is not null)
                entry["category"] = source.CategoryId;
            text.Append(isEmpty && text.Length == 0 ? "\n    " : ",\n    ").Append(entry.ToJsonString(OneLine));
        }

        return [.. json[..lastEntryEnd], .. Encoding.UTF8.GetBytes(text.ToString()), .. json[lastEntryEnd..]];
    }

    /// <summary>Where the last entry of the root's <c>sources</c> ends (after the bracket, when there is none).</summary>
    private static (int At, bool IsEmpty) FindSources(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Lenient);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;
            var isSources = reader.ValueTextEquals("sources"u8);
            reader.Read();
            if (!isSources || reader.TokenType != JsonTokenType.StartArray)
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

        throw new FormatException("no array \"sources\" at the root");
    }
}
