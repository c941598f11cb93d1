using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Entities;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>Answers inline queries; a late or second answer gets the error that the query is too old.</summary>
internal static partial class InlineMethods
{
    private const int MostResults = 50;

    public static JsonNode Answer(ApiCall call)
    {
        var id = call.Parameters.Text("inline_query_id") ?? "";
        if (!call.State.InlineQueries.TryGetValue(id, out var asked) || asked.Bot != call.Bot || asked.AnsweredAt is not null
            || call.State.Now - asked.AskedAt > call.State.Options.CallbackLifetime)
            throw ApiError.BadRequest("query is too old and response timeout expired or query ID is invalid");
        if (call.Parameters.Json("results", "inline query results") is not JsonArray results)
            throw ApiError.BadRequest("can't parse inline query results: Expected an Array of InlineQueryResult");
        if (results.Count > MostResults)
            throw ApiError.BadRequest("RESULTS_TOO_MUCH");
        if (Encoding.UTF8.GetByteCount(call.Parameters.Text("next_offset") ?? "") > 64)
            throw ApiError.BadRequest("NEXT_OFFSET_INVALID");
        CheckButton(call);
        HashSet<string> ids = new(StringComparer.Ordinal);
        List<InlineResult> read = [.. results.Select(result => Read(result!.AsObject(), ids))];
        (asked.AnsweredAt, asked.Results, asked.NextOffset) = (call.State.Now, read, call.Parameters.Text("next_offset") ?? "");
        asked.CacheSeconds = call.Parameters.Int("cache_time") ?? 300;
        asked.IsPersonal = call.Parameters.Flag("is_personal");
        asked.ButtonText = call.Parameters.Json("button", "InlineQueryResultsButton")?["text"]?.GetValue<string>();
        return JsonValue.Create(true);
    }

    private static void CheckButton(ApiCall call)
    {
        if (call.Parameters.Json("button", "InlineQueryResultsButton") is not JsonObject button)
            return;
        if (string.IsNullOrEmpty(button["text"]?.GetValue<string>()))
            throw ApiError.BadRequest("SWITCH_PM_TEXT_EMPTY");
        if (button["web_app"] is null && !StartPattern.IsMatch(button["start_parameter"]?.GetValue<string>() ?? ""))
            throw ApiError.BadRequest("START_PARAM_INVALID");
    }

    private static InlineResult Read(JsonObject result, HashSet<string> ids)
    {
        var id = result["id"]?.GetValue<string>() ?? "";
        if (Encoding.UTF8.GetByteCount(id) is 0 or > 64)
            throw ApiError.BadRequest("RESULT_ID_INVALID");
        if (!ids.Add(id))
            throw ApiError.BadRequest("RESULT_ID_DUPLICATE");
        if (result["type"]?.GetValue<string>() != "article")
            throw ApiError.BadRequest("can't parse inline query result: type is not emulated");
        var title = result["title"]?.GetValue<string>() ?? "";
        if (title.Length == 0)
            throw ApiError.BadRequest("ARTICLE_TITLE_EMPTY");
        if (result["input_message_content"] is not JsonObject content)
            throw ApiError.BadRequest("can't parse inline query result: message content is not specified");
        // The content of a result is named as the parameters of sendMessage are, but for the text.
        var parameters = new JsonObject { ["text"] = content["message_text"]?.DeepClone(), ["parse_mode"] = content["parse_mode"]?.DeepClone() };
        var text = MessageTextReader.ReadText(ApiParameters.From(parameters));
        var keyboard = result["reply_markup"] is { } markup
            ? InlineKeyboardReader.Read(ApiParameters.From(new JsonObject { ["reply_markup"] = markup.DeepClone() })) : null;
        return new InlineResult(id, title, result["description"]?.GetValue<string>(), text, keyboard);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StartPattern { get; }
}
