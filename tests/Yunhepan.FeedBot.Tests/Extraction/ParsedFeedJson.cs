using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Yunhepan.FeedBot.Extraction;

namespace Yunhepan.FeedBot.Tests.Extraction;

/// <summary>Writes a parsed document as the JSON of the <c>.expected.json</c> files, without null and empty members.</summary>
internal static class ParsedFeedJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new DateConverter(), new FormatConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyLists } },
    };

    public static string Write(ParseResult result) => result switch
    {
        ParseResult.Parsed(var feed) => JsonSerializer.Serialize(feed, Options).ReplaceLineEndings("\n") + "\n",
        ParseResult.Unreadable(var reason) => JsonSerializer.Serialize(new { error = reason }, Options).ReplaceLineEndings("\n") + "\n",
        _ => throw new InvalidOperationException("a result of an unknown kind"),
    };

    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(property.PropertyType))
                property.ShouldSerialize = static (_, value) => value is System.Collections.IEnumerable list && list.GetEnumerator().MoveNext();
        }
    }

    private sealed class FormatConverter : JsonConverter<DocumentFormat>
    {
        public override DocumentFormat Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DocumentFormat value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    /// <summary>The date with its offset and how much of it was written: <c>2011-11-03T16:14:00+08:00 minute</c>.</summary>
    private sealed class DateConverter : JsonConverter<ParsedDate>
    {
        public override ParsedDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, ParsedDate value, JsonSerializerOptions options) =>
            writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value.At:yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz} {value.Precision.ToString().ToLowerInvariant()}"));
    }
}
