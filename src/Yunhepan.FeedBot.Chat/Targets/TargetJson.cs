using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Targets;

/// <summary>Bodies of requests in JSON, and what of a text they need besides its markup.</summary>
internal static class TargetJson
{
    private const int MaxHeadline = 100;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the JSON without escaping Chinese, so that it is short.</summary>
    public static string Write(JsonNode json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Relaxed))
            json.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Returns a number of an answer, whether it is written as one or in a string; null if there is none.</summary>
    public static double? Number(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number ? (value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null)
        : Read(value) is { } text
            && double.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number) ? number : null;

    /// <summary>Returns an integer of an answer, such as its code, as <see cref="Number"/> does.</summary>
    public static int? Integer(JsonElement json, string name) =>
        Number(json, name) is { } number and >= int.MinValue and <= int.MaxValue && Math.Truncate(number) == number ? (int)number : null;

    /// <summary>Returns a text of an answer; null if it is none.</summary>
    public static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? Read(value) : null;

    /// <summary>Returns the text of a value; null if it is none, also for half a character that JSON lets stand alone.</summary>
    public static string? Read(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static HttpRequestMessage Request(HttpMethod method, string url, string json) => new(method, url)
    {
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
        },
    };

    /// <summary>
    /// Divides a text into its headline in one line, for notifications and the heads of cards, and the rest. The headline is what
    /// stands in bold or struck at its beginning: the mark and the title.
    /// </summary>
    public static (string Headline, ChatText Below) Divide(ChatText text)
    {
        var count = text.Spans.TakeWhile(
            span => span.Style.HasFlag(ChatStyle.Bold) || span.Style.HasFlag(ChatStyle.Strike) || span.Text == "\n").Count();
        var head = string.Join(" · ", text.Spans.Take(count).Select(span => span.Text.Trim()).Where(words => words.Length > 0));
        if (head.Length is 0 or > MaxHeadline)
            return (ChatText.Shorten(text.Plain.Trim().ReplaceLineEndings(" "), MaxHeadline), text);
        var rest = text.Spans.Skip(count).ToList();
        if (rest.Count > 0)
            rest[0] = rest[0] with { Text = rest[0].Text.TrimStart('\n') };
        return (head, new ChatText([.. rest.Where(span => span.Text.Length > 0)]));
    }
}
