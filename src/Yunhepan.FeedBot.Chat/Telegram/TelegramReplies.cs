using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Commands;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// Answers to people, within the pace that they share with the alerts and ahead of them. Who asks faster than his chat may
/// be answered waits alone: his answers are finished beside the reading of updates.
/// </summary>
internal sealed partial class TelegramReplies(
    TelegramConnection connection, TelegramSender sender, TimeProvider time, ILogger<TelegramReplies> logger)
{
    private const int MaxTries = 5;

    /// <summary>Answers under way for one chat; what it asks beyond is not answered.</summary>
    private const int MaxWaiting = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Task Last, int Count)> _chats = [];

    /// <summary>All that was begun.</summary>
    public Task UnderWay
    {
        get
        {
            lock (_lock)
                return Task.WhenAll(_chats.Values.Select(chat => chat.Last));
        }
    }

    public Task SayAsync(ChatAddress chat, CommandReply reply, CancellationToken cancellationToken) =>
        AnswerAsync(chat, token => reply.IsArticle
        ? sender.SendArticleAsync(chat, reply.Text, reply.Keyboard, send => PacedAsync(chat, isEdit: false, send, token), token)
        : PacedAsync(chat, isEdit: false, () => sender.SendAsync(chat, new TelegramMessage(reply.Text, reply.Keyboard), token), token),
        cancellationToken);

    public Task EditAsync(ChatAddress chat, string messageId, CommandReply reply, CancellationToken cancellationToken) => AnswerAsync(
        chat,
        token => PacedAsync(chat, isEdit: true, () => reply.Place == ReplyPlace.ReplacesKeyboard
            ? sender.EditKeyboardAsync(chat, messageId, reply.Keyboard, token)
            : sender.EditAsync(chat, messageId, new TelegramMessage(reply.Text, reply.Keyboard), token), token),
        cancellationToken);

    // Of one chat one after the other; awaited only for a moment.
    private async Task AnswerAsync(ChatAddress chat, Func<CancellationToken, Task> answer, CancellationToken cancellationToken)
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
            // The service stops.
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

    // Telegram's own word counts more than our counting: a 429 parks the chat or the account for the alerts too.
    private async Task<SendResult> PacedAsync(
        ChatAddress chat, bool isEdit, Func<Task<SendResult>> send, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            await TurnAsync(chat, isEdit, cancellationToken);
            var result = await send();
            if (result is not SendResult.Throttled { RetryAfter: var wait } throttled)
                return result;
            if (tries >= MaxTries || wait > LongestWait)
            {
                LogGivenUp(chat.ChatId, tries, wait);
                return throttled;
            }

            var until = time.GetUtcNow() + wait;
            if (throttled.WholeAccount)
                connection.Pace.ParkAccount(until);
            else
                connection.Pace.ParkChat(chat.ChatId, until);
        }
    }

    private async Task TurnAsync(ChatAddress chat, bool isEdit, CancellationToken cancellationToken)
    {
        var isGroup = TelegramSender.IsGroup(chat);
        // Edits in a private chat are not counted by the chat.
        var counted = isEdit && !isGroup ? null : chat.ChatId;
        while (true)
        {
            var (at, isTaken) = connection.Pace.TakeNext(counted, isGroup);
            if (at - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken);
            if (isTaken)
                return;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Telegram chat {ChatId} asks faster than it may be answered; what it asks beyond is not answered")]
    private partial void LogTooMany(string chatId);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "An answer to Telegram chat {ChatId} was throttled {Tries} times, last for {Wait}: given up")]
    private partial void LogGivenUp(string chatId, int tries, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Error, Message = "Telegram chat {ChatId} could not be answered")]
    private partial void LogFailed(Exception exception, string chatId);
}
