using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Yunhepan.FeedBot.Extraction;

namespace Yunhepan.FeedBot.Cli;

/// <summary>One line of the output of <c>inspect --batch</c>.</summary>
internal readonly record struct InspectedLine(byte[] Bytes, bool IsRead)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="path">The document.</param>
    /// <param name="feed">The result; null if the document could not be read.</param>
    /// <param name="error">Why it could not be read.</param>
    public static InspectedLine Write(string path, ParsedFeed? feed, string? error)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("path", path);
            if (feed is not null)
            {
                json.WritePropertyName("feed");
                InspectJson.Write(json, feed);
            }
            else
            {
                json.WriteString("error", error);
            }

            json.WriteEndObject();
        }

        return new InspectedLine(buffer.WrittenSpan.ToArray(), feed is not null);
    }
}
