using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Entities;

namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>One result of an inline query, as the bot gave it.</summary>
internal sealed record InlineResult(string Id, string Title, string? Description, FormattedText Text, JsonObject? Keyboard);

/// <summary>A pending inline query: a person typed the bot's name and some words in a chat.</summary>
internal sealed class AskedInline(EmulatedBot bot, DateTimeOffset askedAt)
{
    public EmulatedBot Bot { get; } = bot;

    public DateTimeOffset AskedAt { get; } = askedAt;

    public DateTimeOffset? AnsweredAt { get; set; }

    public IReadOnlyList<InlineResult> Results { get; set; } = [];

    public string NextOffset { get; set; } = "";

    public int CacheSeconds { get; set; }

    public bool IsPersonal { get; set; }

    public string? ButtonText { get; set; }
}
