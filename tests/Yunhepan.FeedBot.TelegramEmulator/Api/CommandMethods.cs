using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.TelegramEmulator.Entities;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>The command menu: at most 100 commands for each scope and language.</summary>
internal static partial class CommandMethods
{
    private static readonly HashSet<string> Scopes =
    [
        "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators", "chat_member",
    ];

    public static JsonNode Set(ApiCall call)
    {
        var key = Key(call);
        if (call.Parameters.Json("commands", "commands") is not JsonArray commands)
            throw ApiError.BadRequest("can't parse commands: expected an Array of BotCommand");
        if (commands.Count > 100)
            throw ApiError.BadRequest("BOT_COMMANDS_TOO_MUCH");
        JsonNode?[] checkedOnes = [.. commands.Select(Check)];
        call.Bot.Commands[key] = new JsonArray(checkedOnes);
        return JsonValue.Create(true);
    }

    public static JsonNode Get(ApiCall call) =>
        call.Bot.Commands.TryGetValue(Key(call), out var commands) ? commands.DeepClone() : new JsonArray();

    public static JsonNode Delete(ApiCall call)
    {
        call.Bot.Commands.Remove(Key(call));
        return JsonValue.Create(true);
    }

    private static JsonObject Check(JsonNode? node)
    {
        var name = (node?["command"]?.GetValue<string>() ?? "").Trim().TrimStart('/');
        var description = (node?["description"]?.GetValue<string>() ?? "").Trim();
        if (name.Length == 0)
            throw ApiError.BadRequest("Command must be non-empty");
        if (MessageTextReader.Length(name) > 32)
            throw ApiError.BadRequest("Command length must not exceed 32");
        if (description.Length == 0)
            throw ApiError.BadRequest("Command description must be non-empty");
        if (MessageTextReader.Length(description) > 256)
            throw ApiError.BadRequest("Command description length must not exceed 256");
        if (!NamePattern.IsMatch(name))
            throw ApiError.BadRequest("BOT_COMMAND_INVALID");
        return new JsonObject { ["command"] = name, ["description"] = description };
    }

    private static string Key(ApiCall call)
    {
        var scope = call.Parameters.Json("scope", "BotCommandScope");
        var type = scope?["type"]?.GetValue<string>() ?? "default";
        if (!Scopes.Contains(type))
            throw ApiError.BadRequest("can't parse BotCommandScope: unsupported type specified");
        var language = call.Parameters.Text("language_code") ?? "";
        if (language.Length > 0 && (language.Length != 2 || !language.All(char.IsAsciiLetterLower)))
            throw ApiError.BadRequest("invalid language code specified");
        return $"{type} {scope?["chat_id"]} {scope?["user_id"]} {language}";
    }

    [GeneratedRegex("^[a-z0-9_]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern { get; }
}
