using System.Globalization;
using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>
/// An error in the words of the Bot API. It is thrown anywhere below the dispatcher, which turns it into a response.
/// </summary>
internal sealed class ApiError : Exception
{
    private ApiError(int code, string description, JsonObject? parameters = null)
        : base(description)
    {
        Code = code;
        Parameters = parameters;
    }

    public int Code { get; }

    public JsonObject? Parameters { get; }

    public int? RetryAfter => Parameters?["retry_after"]?.GetValue<int>();

    public static ApiError BadRequest(string text) => new(400, "Bad Request: " + Lower(text));

    public static ApiError Unauthorized() => new(401, "Unauthorized");

    public static ApiError Forbidden(string text) => new(403, "Forbidden: " + text);

    public static ApiError NotFound(string? text = null) => new(404, text is null ? "Not Found" : "Not Found: " + text);

    public static ApiError Conflict(string text) => new(409, "Conflict: " + text);

    public static ApiError Custom(int code, string description) => new(code, description);

    public static ApiError TooManyRequests(int seconds) => new(
        429,
        string.Create(CultureInfo.InvariantCulture, $"Too Many Requests: retry after {seconds}"),
        new JsonObject { ["retry_after"] = seconds });

    public static ApiError Migrated(long target) => new(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        new JsonObject { ["migrate_to_chat_id"] = target });

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["ok"] = false, ["error_code"] = Code, ["description"] = Message };
        if (Parameters is not null)
            json["parameters"] = Parameters.DeepClone();
        return json;
    }

    /// <summary>The server writes "Message text is empty" in lower case but leaves codes like TOPIC_CLOSED alone.</summary>
    private static string Lower(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}
