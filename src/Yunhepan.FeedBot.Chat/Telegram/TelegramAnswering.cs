using System.Text.Json;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Answers updates, however they were received: each chat in order, several chats at once, and each fault alone.</summary>
internal sealed partial class TelegramAnswering(TelegramUpdates updates, ILogger<TelegramAnswering> logger)
{
    private const int MostConcurrentChats = 4;

    /// <summary>Completes when all started answers are done.</summary>
    public Task UnderWay => updates.UnderWay;

    /// <param name="done">Called after each update, whether it could be answered or not; null if nobody needs to know.</param>
    public Task AnswerAsync(
        IReadOnlyList<Update> batch, Func<Update, CancellationToken, Task>? done, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            batch.Select(Whole).GroupBy(TelegramUpdates.ChatOf),
            new ParallelOptions { MaxDegreeOfParallelism = MostConcurrentChats, CancellationToken = cancellationToken },
            async (chat, token) =>
            {
                foreach (var update in chat)
                {
                    // Who types asks anew with each letter, and only the last question is still shown.
                    if (update.InlineQuery is null || update == chat.Last(each => each.InlineQuery is not null))
                        await AnswerAsync(update, token);
                    if (done is not null)
                        await done(update, token);
                }
            });

    // Its number still confirms what is left out.
    private Update Whole(Update update)
    {
        if (TelegramUpdates.IsWhole(update))
            return update;
        LogSkipped(update.Id, null);
        return new Update { Id = update.Id };
    }

    /// <summary>Returns the number of an update; null if it is none.</summary>
    public static int? NumberOf(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("update_id", out var id)
                && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var number) ? number : null;
        }
        catch (InvalidOperationException)
        {
            // A name that is no text.
            return null;
        }
    }

    /// <summary>Reads one update. One that cannot be read becomes an empty one, whose number still confirms it.</summary>
    public Update Read(long number, JsonElement json)
    {
        try
        {
            return json.Deserialize<Update>(JsonBotAPI.Options) ?? new Update { Id = (int)number };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A value of the right kind may also be out of the range that the client knows, and then it throws what it likes.
            LogSkipped(number, (e as JsonException)?.Path);
            return new Update { Id = (int)number };
        }
    }

    private async Task AnswerAsync(Update update, CancellationToken cancellationToken)
    {
        try
        {
            await updates.AnswerAsync(update, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // An error for one person must not stop everybody's messages.
            LogNotAnswered(e, update.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram update {UpdateId} cannot be read (at {JsonPath}); skipped")]
    private partial void LogSkipped(long updateId, string? jsonPath);

    [LoggerMessage(Level = LogLevel.Error, Message = "Telegram update {UpdateId} could not be answered")]
    private partial void LogNotAnswered(Exception exception, int updateId);
}
