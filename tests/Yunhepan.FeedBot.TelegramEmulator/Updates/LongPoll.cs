using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Api;
using Yunhepan.FeedBot.TelegramEmulator.Chats;

namespace Yunhepan.FeedBot.TelegramEmulator.Updates;

/// <summary>Implements getUpdates: waits until there is an update, the time is over, or another poll replaces it.</summary>
internal static class LongPoll
{
    private const int MaxSeconds = 50;

    public static async Task<JsonNode> GetUpdatesAsync(EmulatorState state, EmulatedBot bot, ApiParameters parameters, CancellationToken cancel)
    {
        var limit = Math.Clamp(parameters.Int("limit") ?? 100, 1, 100);
        var timeout = TimeSpan.FromSeconds(Math.Clamp(parameters.Int("timeout") ?? 0, 0, MaxSeconds));
        using var mine = new CancellationTokenSource();
        // The timer starts before the poll is visible, because a virtual clock may be moved right then.
        using var deadline = new CancellationTokenSource(timeout, state.Time);
        lock (state.Gate)
            Begin(state, bot, parameters, mine);

        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, mine.Token, deadline.Token);
            while (true)
            {
                var change = state.Changes.Next;
                lock (state.Gate)
                {
                    CheckStill(bot, mine);
                    var batch = bot.Updates.Read(limit, state.Now);
                    if (batch.Count > 0 || deadline.IsCancellationRequested || timeout == TimeSpan.Zero)
                        return batch;
                }

                try
                {
                    await change.WaitAsync(stop.Token);
                }
                catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
                {
                    // The time is over or another poll came; the next round finds out which.
                }
            }
        }
        finally
        {
            lock (state.Gate)
            {
                if (bot.Updates.Poll == mine)
                    bot.Updates.Poll = null;
            }
        }
    }

    private static void Begin(EmulatorState state, EmulatedBot bot, ApiParameters parameters, CancellationTokenSource mine)
    {
        if (bot.Webhook is not null)
            throw ApiError.Conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
        bot.Updates.Poll?.Cancel();
        bot.Updates.Poll = mine;
        if (parameters.Json("allowed_updates", "allowed updates") is JsonArray kinds)
            bot.Updates.Allow(kinds.Select(kind => kind!.GetValue<string>()));
        bot.Updates.Confirm(parameters.Number("offset") ?? 0);
        state.Changes.Ring();
    }

    private static void CheckStill(EmulatedBot bot, CancellationTokenSource mine)
    {
        if (!mine.IsCancellationRequested)
            return;
        throw ApiError.Conflict(bot.Webhook is null
            ? "terminated by other getUpdates request; make sure that only one bot instance is running"
            : "terminated by setWebhook request");
    }
}
