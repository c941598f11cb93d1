using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// Sends, edits and removes the messages that belong to another one: the further parts of its text, and what is attached to it.
/// </summary>
internal sealed partial class TelegramParts(TelegramConnection connection, TelegramSender sender, ILogger logger)
{
    /// <summary>Telegram accepts no empty text.</summary>
    private const string Removed = "—";

    /// <summary>Sends the next part of a text, as an answer to its first one.</summary>
    public async Task<SendResult> ContinueAsync(
        ChatAddress chat, TelegramMessageId id, TelegramMessage message, CancellationToken cancellationToken)
    {
        // The text may have become shorter since.
        if (id.Parts.Length >= message.Parts.Count)
            return new SendResult.Sent(id.ToString());
        var part = new TelegramMessage(message.Parts[id.Parts.Length], null) { IsSilent = true, AnswersTo = id };
        var result = await sender.SendAsync(chat, part, cancellationToken);
        if (result is not SendResult.Sent sent)
            return result;
        var all = id with { Parts = id.Parts.Add(TelegramMessageId.Parse(sent.MessageId).Number) };
        return sent with { MessageId = all.ToString(), HasMore = all.Parts.Length < message.Parts.Count };
    }

    /// <summary>Edits the further parts to a text that is split anew, and removes those that it no longer needs.</summary>
    /// <returns>
    /// The result of a part that must be tried again, or that is gone, or can no longer be edited, although it is needed; null if all
    /// are as they should be.
    /// </returns>
    public async Task<SendResult?> EditAsync(
        ChatAddress chat, TelegramMessageId id, IReadOnlyList<ChatText> parts, CancellationToken cancellationToken)
    {
        foreach (var (index, number) in id.Parts.Index())
        {
            CountEdit(chat);
            var edited = index < parts.Count
                ? await sender.EditAsync(
                    chat, new TelegramMessageId(number, IsPhoto: false).ToString(),
                    new TelegramMessage(parts[index], null) { WhenFrozen = WhenFrozen.Fail },
                    cancellationToken)
                : await RemoveAsync(chat, number, isText: true, cancellationToken);
            // One that is refused for good must not keep the others, and the first part, as they are.
            if (edited is not (SendResult.Sent or SendResult.Rejected) && (edited is not SendResult.MessageGone || index < parts.Count))
                return edited;
        }

        return null;
    }

    /// <summary>Removes what is attached to a message: the person or the news in it must no longer be shown.</summary>
    /// <returns>The result of one that must be tried again; null if all are gone.</returns>
    public async Task<SendResult?> RemoveAttachmentsAsync(ChatAddress chat, TelegramMessageId id, CancellationToken cancellationToken)
    {
        foreach (var number in id.Attachments)
        {
            CountEdit(chat);
            var removed = await RemoveAsync(chat, number, isText: false, cancellationToken);
            if (removed is not (SendResult.Sent or SendResult.MessageGone))
                return removed;
        }

        return null;
    }

    // Edits in a private chat do not count towards the chat's limit.
    private void CountEdit(ChatAddress chat)
    {
        if (TelegramSender.IsGroup(chat))
            connection.Pace.Count(chat.ChatId, isGroup: true);
    }

    // Where deleting is not allowed, it is made empty.
    private async Task<SendResult> RemoveAsync(ChatAddress chat, int number, bool isText, CancellationToken cancellationToken)
    {
        var (id, calls) = (TelegramSender.IdOf(chat), connection.Calls);
        return await TryAsync(chat, () => calls.DeleteMessage(id, number, cancellationToken))
            ?? (isText ? null : await TryAsync(
                chat, () => calls.EditMessageMedia(id, number, EmptyPicture.Below("", default), cancellationToken: cancellationToken)))
            // An attachment that was refused is a line of text, and an audio file of an album stays.
            ?? await TryAsync(chat, () => calls.EditMessageText(id, number, Removed, cancellationToken: cancellationToken))
            ?? new SendResult.Sent("");
    }

    /// <returns>Null if Telegram does not allow it.</returns>
    private async Task<SendResult?> TryAsync(ChatAddress chat, Func<Task> call)
    {
        try
        {
            await call();
            return new SendResult.Sent("");
        }
        catch (ApiRequestException e) when (e.ErrorCode == 400)
        {
            var reason = connection.Token.Hide(e.Message);
            LogKept(chat.ChatId, reason);
            return TelegramAnswer.Read(e, TelegramSender.IsGroup(chat), connection.Token) as SendResult.MessageGone;
        }
        catch (RequestException e)
        {
            return TelegramAnswer.Read(e, TelegramSender.IsGroup(chat), connection.Token);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Telegram does not allow a message in chat {ChatId} to be removed so: {Reason}")]
    private partial void LogKept(string chatId, string reason);
}
