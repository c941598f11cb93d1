using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;

namespace Yunhepan.FeedBot.TelegramEmulator.Admin;

/// <summary>One result that a person sees below the input field.</summary>
public sealed record InlineResultView(string Id, string Title, string? Description, string Text, IReadOnlyList<string> Urls);

/// <summary>What the bot answered to an inline query.</summary>
public sealed record InlineAnswerView(
    IReadOnlyList<InlineResultView> Results, string NextOffset, int CacheSeconds, bool IsPersonal, string? ButtonText);

/// <summary>Inline queries of a chat's person: <c>@bot words</c>, typed and chosen.</summary>
public static class InlineHandle
{
    /// <summary>The person types the bot's name and words; returns the query's id. Only a bot with inline mode hears of it.</summary>
    public static string AskInline(this ChatHandle chat, string words, string offset = "") => chat.InState((state, emulated, bot) =>
    {
        var id = $"{emulated.Person.Id}{state.NextSerial():D9}";
        state.InlineQueries[id] = new AskedInline(bot, state.Now);
        bot.Updates.Add(
            "inline_query",
            new JsonObject
            {
                ["id"] = id, ["from"] = emulated.Person.ToJson(), ["query"] = words.Length > 256 ? words[..256] : words, ["offset"] = offset,
                ["chat_type"] = "sender",
            },
            state.Now);
        state.Changes.Ring();
        return id;
    });

    /// <summary>Waits for what the bot answers.</summary>
    public static Task<InlineAnswerView> WaitForInlineAsync(this ChatHandle chat, string id, TimeSpan? timeout = null) =>
        chat.WaitForAsync(state => state.InlineQueries[id] is { AnsweredAt: not null } asked ? View(asked) : null, $"the answer to inline query {id}", timeout);

    /// <summary>The person taps a result, which is then a message of the person in the chat, sent by means of the bot.</summary>
    public static void ChooseInline(this ChatHandle chat, string id, string resultId) => chat.InState((state, emulated, bot) =>
    {
        var result = state.InlineQueries[id].Results.Single(each => each.Id == resultId);
        var content = new JsonObject { ["via_bot"] = bot.ToJson() };
        result.Text.WriteTo(content, "text", "entities");
        var message = Updates.UpdatePublisher.Post(state, emulated, content, emulated.Person);
        message.InlineKeyboard = result.Keyboard;
        return true;
    });

    private static InlineAnswerView View(AskedInline asked) => new(
        [.. asked.Results.Select(result => new InlineResultView(
            result.Id, result.Title, result.Description, result.Text.Text,
            [.. ((JsonArray?)result.Keyboard?["inline_keyboard"] ?? []).SelectMany(row => row!.AsArray()).Select(button => button!["url"]?.GetValue<string>()).OfType<string>()]))],
        asked.NextOffset, asked.CacheSeconds, asked.IsPersonal, asked.ButtonText);
}
