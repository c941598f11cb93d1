using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.TelegramEmulator.Admin;

/// <summary>The summary that the page shows.</summary>
internal sealed record StateView(
    IReadOnlyList<BotView> Bots, IReadOnlyList<ChatSummary> Chats, LimitOptions Limits, int RateLimitHits, int FaultsWaiting, int Calls)
{
    public static StateView From(TelegramEmulatorServer server)
    {
        var state = server.State;
        lock (state.Gate)
        {
            return new StateView(
                [.. state.Bots.Select(bot => new BotView(
                    bot.Id, bot.Username, bot.Name, bot.Updates.Poll is not null, bot.Webhook?.Url.ToString(), bot.Updates.Count,
                    bot.Commands.Where(entry => entry.Key.StartsWith("default ", StringComparison.Ordinal)).SelectMany(
                        entry => entry.Value,
                        (entry, command) => new CommandView(
                            command!["command"]!.GetValue<string>(), command["description"]!.GetValue<string>(), entry.Key.Split(' ')[^1])).ToList()))],
                [.. state.Chats.Values.Select(chat => new ChatSummary(
                    ViewMapper.ToView(chat, state.Bots[0]),
                    chat.Messages.FindLast(message => message.DeletedAt is null) is { } last ? ViewMapper.ToView(state, last) : null))],
                state.Limiter.Options,
                state.Limiter.Refused,
                state.Faults.Waiting.Sum(item => item.Left),
                state.Ledger.Entries.Count);
        }
    }
}

/// <summary>A bot and the way it receives updates.</summary>
internal sealed record BotView(
    long Id, string Username, string Name, bool IsPolling, string? Webhook, int PendingUpdates, IReadOnlyList<CommandView> Commands);

/// <summary>A command of the menu.</summary>
/// <param name="Language">The language of the phones that show it; empty for those whose language has no menu of its own.</param>
internal sealed record CommandView(string Name, string Description, string Language);

/// <summary>One line in the list of chats.</summary>
internal sealed record ChatSummary(ChatView Chat, MessageView? Last);
