using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Updates;
using Yunhepan.FeedBot.TelegramEmulator.Webhooks;

namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>A registered bot: its identity, its pending updates, and its settings at Telegram.</summary>
internal sealed class EmulatedBot(long id, string token, string username)
{
    public long Id { get; } = id;

    public string Token { get; } = token;

    public string Username { get; } = username;

    public string Name { get; set; } = username;

    /// <summary>Descriptions by language; the one without a language is for all others.</summary>
    public Dictionary<string, string> Descriptions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> ShortDescriptions { get; } = new(StringComparer.Ordinal);

    public UpdateQueue Updates { get; } = new();

    public Webhook? Webhook { get; set; }

    /// <summary>Command lists by scope and language, as the bot sent them.</summary>
    public Dictionary<string, JsonArray> Commands { get; } = new(StringComparer.Ordinal);

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["is_bot"] = true,
        ["first_name"] = Name,
        ["username"] = Username,
    };
}
