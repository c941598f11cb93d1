using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Commands;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Sends answers to people within the rate that they share with the alerts, and before these.</summary>
internal sealed partial class TelegramReplies(
    TelegramConnection connection, TelegramSender sender, TimeProvider time, ILogger<TelegramReplies> logger)
{
    private const int MaxTries = 5;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly TelegramReplyQueue _queue = new(time, logger);

    /// <summary>Completes when all started answers are done.</summary>
    public Task UnderWay => _queue.UnderWay;

    public Task SayAsync(ChatAddress chat, CommandReply reply, CancellationToken cancellationToken) => _queue.AddAsync(
        chat, token => reply.Later is { } later ? SayAndEditAsync(chat, reply, later, token) : SendAsync(chat, reply, token),
        cancellationToken);

    private Task<SendResult> SendAsync(ChatAddress chat, CommandReply reply, CancellationToken cancellationToken) => reply.File is { } file
        ? PacedAsync(
            chat, isEdit: false, () => sender.SendFileAsync(chat, file, reply.Text, reply.Keyboard, cancellationToken), cancellationToken)
        : reply.IsArticle
        ? sender.SendArticleAsync(
            chat, reply.Text, reply.Keyboard, send => PacedAsync(chat, isEdit: false, send, cancellationToken), cancellationToken)
        : PacedAsync(
            chat, isEdit: false, () => sender.SendAsync(chat, MessageOf(reply), cancellationToken), cancellationToken);

    private static TelegramMessage MessageOf(CommandReply reply) => new(reply.Text, reply.Keyboard)
    {
        PreviewUrl = reply.PreviewUrl, IsPreviewAbove = reply.IsPreviewAbove, Picks = reply.Picks,
    };

    // The final reply replaces the provisional one, or is sent if that one did not arrive.
    private async Task SayAndEditAsync(
        ChatAddress chat, CommandReply reply, Func<CancellationToken, Task<CommandReply>> later, CancellationToken cancellationToken)
    {
        var sent = await SendAsync(chat, reply, cancellationToken);
        var final = await later(cancellationToken);
        if (sent is SendResult.Sent { MessageId: { Length: > 0 } id })
        {
            await PacedAsync(
                chat, isEdit: true,
                () => sender.EditAsync(chat, id, MessageOf(final), cancellationToken), cancellationToken);
            return;
        }

        await SendAsync(chat, final, cancellationToken);
    }

    public Task EditAsync(ChatAddress chat, string messageId, CommandReply reply, CancellationToken cancellationToken) => _queue.AddAsync(
        chat,
        token => PacedAsync(chat, isEdit: true, () => reply.Place == ReplyPlace.ReplacesKeyboard
            ? sender.EditKeyboardAsync(chat, messageId, reply.Keyboard, token)
            : sender.EditAsync(chat, messageId, MessageOf(reply), token), token),
        cancellationToken);

    // Telegram's own response overrides our counting: a 429 pauses the chat or the account for alerts too.
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
        // Edits in a private chat do not count towards the chat's limit.
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
        Level = LogLevel.Warning, Message = "Answer to Telegram chat {ChatId} was given up after {Tries} throttles, the last of {Wait}")]
    private partial void LogGivenUp(string chatId, int tries, TimeSpan wait);
}
