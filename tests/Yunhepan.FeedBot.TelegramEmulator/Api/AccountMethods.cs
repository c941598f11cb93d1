using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Entities;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>The methods about the bot itself.</summary>
internal static class AccountMethods
{
    public static JsonNode True(ApiCall call) => JsonValue.Create(true);

    public static JsonNode GetMe(ApiCall call)
    {
        var json = call.Bot.ToJson();
        json["can_join_groups"] = true;
        json["can_read_all_group_messages"] = false;
        json["supports_inline_queries"] = true;
        json["can_connect_to_business"] = false;
        json["has_main_web_app"] = false;
        json["has_topics_enabled"] = false;
        return json;
    }

    public static JsonNode SetName(ApiCall call)
    {
        call.Bot.Name = Read(call, "name", 64);
        return JsonValue.Create(true);
    }

    public static JsonNode GetName(ApiCall call) => new JsonObject { ["name"] = call.Bot.Name };

    public static JsonNode SetDescription(ApiCall call)
    {
        call.Bot.Descriptions[Language(call)] = Read(call, "description", 512);
        return JsonValue.Create(true);
    }

    public static JsonNode GetDescription(ApiCall call) => new JsonObject { ["description"] = In(call, call.Bot.Descriptions) };

    public static JsonNode SetShortDescription(ApiCall call)
    {
        call.Bot.ShortDescriptions[Language(call)] = Read(call, "short_description", 120);
        return JsonValue.Create(true);
    }

    public static JsonNode GetShortDescription(ApiCall call) => new JsonObject { ["short_description"] = In(call, call.Bot.ShortDescriptions) };

    private static string Language(ApiCall call) => call.Parameters.Text("language_code") ?? "";

    private static string In(ApiCall call, Dictionary<string, string> texts) =>
        texts.GetValueOrDefault(Language(call)) ?? texts.GetValueOrDefault("") ?? "";

    private static string Read(ApiCall call, string name, int longest)
    {
        var text = call.Parameters.Text(name) ?? "";
        return MessageTextReader.Length(text) <= longest ? text : throw ApiError.BadRequest($"{name} is too long");
    }
}
