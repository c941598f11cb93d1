using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.Cli;

/// <summary>How the commands whose <c>--json</c> prints one document write it.</summary>
internal static class JsonOutput
{
    // Chinese is not escaped, because no browser reads this as HTML.
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
