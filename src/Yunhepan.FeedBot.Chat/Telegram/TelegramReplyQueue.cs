using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// Keeps the answers of each chat in order. A chat that asks faster than it may be answered waits alone: its answers are
/// completed while further updates are read.
/// </summary>
internal sealed partial class TelegramReplyQueue(TimeProvider time, ILogger logger)
{
    /// <summary>The number of pending answers per chat; further requests are not answered.</summary>
    private const int MaxWaiting = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Task Last, int Count)> _chats = [];

    /// <summary>Completes when all started answers are done.</summary>
    public Task UnderWay
    {
        get
        {
            lock (_lock)
                return Task.WhenAll(_chats.Values.Select(chat => chat.Last));
        }
    }

    /// <summary>Answers after the earlier answers of the chat. The call waits only a moment for it.</summary>
    public async Task AddAsync(ChatAddress chat, Func<CancellationToken, Task> answer, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_lock)
        {
            var (last, count) = _chats.GetValueOrDefault(chat.ChatId, (Task.CompletedTask, 0));
            if (count >= MaxWaiting)
            {
                LogTooMany(chat.ChatId);
                return;
            }

            (before, _chats[chat.ChatId]) = (last, (done.Task, count + 1));
        }

        _ = AfterAsync(before, done, chat, answer, cancellationToken);
        await Task.WhenAny(done.Task, Task.Delay(Patience, time, cancellationToken));
    }

    private async Task AfterAsync(
        Task before, TaskCompletionSource done, ChatAddress chat, Func<CancellationToken, Task> answer, CancellationToken cancellationToken)
    {
        try
        {
            await before;
            await answer(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service is stopping.
        }
        catch (Exception e)
        {
            LogFailed(e, chat.ChatId);
        }
        finally
        {
            lock (_lock)
            {
                var (last, count) = _chats[chat.ChatId];
                if (count == 1)
                    _chats.Remove(chat.ChatId);
                else
                    _chats[chat.ChatId] = (last, count - 1);
            }

            done.SetResult();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Telegram chat {ChatId} sends requests faster than the bot may answer; the excess is not answered")]
    private partial void LogTooMany(string chatId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Telegram chat {ChatId} could not be answered")]
    private partial void LogFailed(Exception exception, string chatId);
}
