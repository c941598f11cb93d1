using System.Text.Encodings.Web;
using System.Text.Json;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>How JSON is written: readable Chinese, no escapes that are not needed.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Relaxed { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
