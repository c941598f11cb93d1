using System.Text.Encodings.Web;
using System.Text.Json;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>The JSON options: readable Chinese without unnecessary escapes.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Relaxed { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };
}
