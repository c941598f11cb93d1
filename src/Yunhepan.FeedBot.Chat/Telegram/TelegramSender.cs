using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Sends one message once, in a plainer form if Telegram does not accept the first one.</summary>
internal sealed partial class TelegramSender(
    TelegramConnection connection, IOptions<TelegramOptions> options, TimeProvider time, ILogger<TelegramSender> logger)
{
    private const int MaxForms = 8;

    private readonly ChatsWithoutPhotos _withoutPhotos = new(time);
    private readonly TelegramAlbums _albums = new(connection, logger);

    private TelegramParts Parts => field ??= new TelegramParts(connection, this, logger);

    /// <summary>Sends the next part of a text.</summary>
    public Task<SendResult> ContinueAsync(
        ChatAddress chat, TelegramMessageId id, TelegramMessage message, CancellationToken cancellationToken) =>
        Parts.ContinueAsync(chat, id, message, cancellationToken);

    /// <summary>Edits the further parts of a text.</summary>
    public Task<SendResult?> EditPartsAsync(
        ChatAddress chat, TelegramMessageId id, TelegramMessage message, CancellationToken cancellationToken) =>
        Parts.EditAsync(chat, id, message.Parts, cancellationToken);

    /// <summary>Forgets what was learned about a chat.</summary>
    public void Forget(ChatAddress chat) => _withoutPhotos.Remove(chat.ChatId);

    public static bool IsGroup(ChatAddress chat) => chat.ChatId.StartsWith('-');

    public async Task<SendResult> SendAsync(ChatAddress chat, TelegramMessage message, CancellationToken cancellationToken)
    {
        var result = await SendOneAsync(chat, message, cancellationToken);
        if (result is not SendResult.Sent sent)
            return result;
        sent = sent with { HasMore = message.Parts.Count > 0 };
        if (message.Attachments.Count == 0 || _withoutPhotos.Contains(chat.ChatId))
            return sent;
        var id = await _albums.AddAsync(
            chat, TelegramMessageId.Parse(sent.MessageId), message.Attachments, sent.ThreadGone ? null : ThreadOf(chat), cancellationToken);
        return sent with { MessageId = id.ToString() };
    }

    private async Task<SendResult> SendOneAsync(ChatAddress chat, TelegramMessage message, CancellationToken cancellationToken)
    {
        var best = new TelegramForm(message) { PhotosForbidden = message.PhotoUrl is not null && _withoutPhotos.Contains(chat.ChatId) };
        var sent = await InAnyFormAsync(chat, best, async form =>
        {
            ReplyMarkup? keyboard = form.WithoutKeyboard ? null
                : message.Picks is { } picks ? TelegramKeyboard.Picking(picks) : TelegramKeyboard.Render(message.Keyboard);
            var thread = form.WithoutThread ? null : ThreadOf(chat);
            var answer = form.IsPhoto
                ? await connection.Calls.SendPhoto(
                    IdOf(chat), InputFile.FromUri(message.PhotoUrl!), form.Body, ModeOf(form), AnswerTo(message), keyboard, thread,
                    disableNotification: message.IsSilent, allowPaidBroadcast: options.Value.AllowPaidBroadcast,
                    cancellationToken: cancellationToken)
                : await connection.Calls.SendMessage(
                    IdOf(chat), form.Body, ModeOf(form), AnswerTo(message), keyboard, Preview(form), thread,
                    disableNotification: message.IsSilent, allowPaidBroadcast: options.Value.AllowPaidBroadcast,
                    cancellationToken: cancellationToken);
            return new SendResult.Sent(new TelegramMessageId(answer.Id, form.IsPhoto).ToString()) { ThreadGone = form.ThreadIsGone };
        });
        return sent ?? new SendResult.Rejected("the message cannot be sent in any form");
    }

    /// <summary>Sends a file with a few words.</summary>
    public async Task<SendResult> SendFileAsync(
        ChatAddress chat, ChatFile file, ChatText text, ChatKeyboard buttons, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new MemoryStream(file.Content);
            var sent = await connection.Calls.SendDocument(
                IdOf(chat), InputFile.FromStream(content, file.Name), TelegramHtml.Render(text), ParseMode.Html,
                replyMarkup: TelegramKeyboard.Render(buttons), messageThreadId: ThreadOf(chat), cancellationToken: cancellationToken);
            return new SendResult.Sent(new TelegramMessageId(sent.Id, IsPhoto: false).ToString());
        }
        catch (RequestException e)
        {
            return TelegramAnswer.Read(e, IsGroup(chat), connection.Token);
        }
    }

    /// <summary>Edits a message; if that is not possible, it is replied to or deleted, as the new message says.</summary>
    public async Task<SendResult> EditAsync(
        ChatAddress chat, string messageId, TelegramMessage message, CancellationToken cancellationToken)
    {
        var id = TelegramMessageId.Parse(messageId);
        if (message.WhenFrozen == WhenFrozen.Delete
            && await Parts.RemoveAttachmentsAsync(chat, id, cancellationToken) is { } stays)
            return stays;
        // A caption can be struck through but the picture above it cannot, so a withdrawn message is deleted if that is allowed.
        if (id.IsPhoto && message.WhenFrozen == WhenFrozen.Delete && !message.HidesPicture
            && await DeleteAsync(chat, id, cancellationToken) is { } deleted)
            return deleted;
        var edited = await InAnyFormAsync(chat, new TelegramForm(message) { EditedId = messageId, IsCaption = id.IsPhoto }, async form =>
        {
            var keyboard = form.WithoutKeyboard ? null : TelegramKeyboard.Render(message.Keyboard);
            if (id.IsPhoto && message.HidesPicture && !form.TakesNoPicture)
                await connection.Calls.EditMessageMedia(
                    IdOf(chat), id.Number, EmptyPicture.Below(form.Body, ModeOf(form)), keyboard, cancellationToken: cancellationToken);
            else if (id.IsPhoto && message.HidesPicture && await DeleteAsync(chat, id, cancellationToken) is { } gone)
                return gone;
            else if (id.IsPhoto)
                await connection.Calls.EditMessageCaption(
                    IdOf(chat), id.Number, form.Body, ModeOf(form), keyboard, cancellationToken: cancellationToken);
            else
                await connection.Calls.EditMessageText(
                    IdOf(chat), id.Number, form.Body, ModeOf(form), keyboard, Preview(form), cancellationToken: cancellationToken);
            return new SendResult.Sent(messageId);
        });
        if (edited is null && message.WhenFrozen == WhenFrozen.Delete)
            edited = await DeleteAsync(chat, id, cancellationToken);
        if (edited is null && message.WhenFrozen == WhenFrozen.Fail)
            return new SendResult.MessageGone("the message can no longer be edited");
        return edited ?? await SendOneAsync(chat, message with { AnswersTo = id }, cancellationToken);
    }

    /// <summary>
    /// Sends a long text: as one rich message if that is configured and supported, otherwise as several ordinary ones.
    /// </summary>
    /// <param name="paced">Sends one message at its turn, and again if it is throttled.</param>
    public async Task<SendResult> SendArticleAsync(
        ChatAddress chat, ChatText text, ChatKeyboard keyboard, Func<Func<Task<SendResult>>, Task<SendResult>> paced,
        CancellationToken cancellationToken)
    {
        if (options.Value.RichMessages)
        {
            var isTaken = true;
            var rich = await paced(async () =>
            {
                var sent = await SendRichAsync(chat, text, keyboard, cancellationToken);
                isTaken = sent is not null;
                return sent ?? new SendResult.Rejected("no rich messages here");
            });
            if (isTaken)
                return rich;
        }

        var pieces = text.Pieces(TelegramHtml.MaxLength);
        SendResult last = new SendResult.Rejected("there is no text");
        foreach (var (index, piece) in pieces.Index())
        {
            var message = new TelegramMessage(piece, index == pieces.Count - 1 ? keyboard : null) { IsSilent = true };
            last = await paced(() => SendAsync(chat, message, cancellationToken));
            if (last is not SendResult.Sent)
                break;
        }

        return last;
    }

    /// <returns>Null if this server or chat does not support it.</returns>
    private async Task<SendResult?> SendRichAsync(
        ChatAddress chat, ChatText text, ChatKeyboard keyboard, CancellationToken cancellationToken)
    {
        try
        {
            var sent = await connection.Calls.SendRichMessage(
                IdOf(chat), new InputRichMessage { Html = TelegramRich.Render(text) }, replyMarkup: TelegramKeyboard.Render(keyboard),
                messageThreadId: ThreadOf(chat), disableNotification: true, cancellationToken: cancellationToken);
            return new SendResult.Sent(new TelegramMessageId(sent.Id, IsPhoto: false).ToString());
        }
        catch (ApiRequestException e) when (TelegramAnswer.FaultOf(e) != TelegramFault.None)
        {
            LogSentPlainer(chat.ChatId, TelegramFault.Rich, connection.Token.Hide(e.Message));
            return null;
        }
        catch (RequestException e)
        {
            return TelegramAnswer.Read(e, IsGroup(chat), connection.Token);
        }
    }

    public async Task<SendResult> EditKeyboardAsync(
        ChatAddress chat, string messageId, ChatKeyboard keyboard, CancellationToken cancellationToken)
    {
        var id = TelegramMessageId.Parse(messageId);
        var edited = await InAnyFormAsync(chat, new TelegramForm(new TelegramMessage(ChatText.Empty, keyboard)), async _ =>
        {
            await connection.Calls.EditMessageReplyMarkup(
                IdOf(chat), id.Number, TelegramKeyboard.Render(keyboard), cancellationToken: cancellationToken);
            return new SendResult.Sent(messageId);
        });
        return edited ?? new SendResult.Rejected("the message cannot be edited");
    }

    /// <returns>Null if Telegram does not allow it.</returns>
    private async Task<SendResult?> DeleteAsync(ChatAddress chat, TelegramMessageId id, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Calls.DeleteMessage(IdOf(chat), id.Number, cancellationToken);
            return new SendResult.Sent(id.ToString()) { Deleted = true };
        }
        catch (ApiRequestException e) when (e.ErrorCode == 400 && TelegramAnswer.IsKept(e))
        {
            return null;
        }
        catch (RequestException e)
        {
            var answer = TelegramAnswer.Read(e, IsGroup(chat), connection.Token);
            // A message that its reader deleted is already deleted.
            return answer is SendResult.MessageGone ? new SendResult.Sent(id.ToString()) : answer;
        }
    }

    /// <summary>Tries each form that avoids a fault once, and returns the last result.</summary>
    /// <returns>Null for an edit of a message that cannot be edited.</returns>
    private async Task<SendResult?> InAnyFormAsync(ChatAddress chat, TelegramForm form, Func<TelegramForm, Task<SendResult>> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call(form);
            }
            catch (ApiRequestException e) when (
                (form.IsPhoto ? TelegramAnswer.PhotoFaultOf(e) : TelegramAnswer.FaultOf(e)) is not TelegramFault.None and var fault)
            {
                if (fault == TelegramFault.PhotosForbidden)
                    _withoutPhotos.Add(chat.ChatId);
                if (fault == TelegramFault.NotModified)
                    return new SendResult.Sent(form.EditedId ?? "");
                if (fault == TelegramFault.CannotEdit)
                    return null;
                var plainer = form.Without(fault);
                if (plainer == form || tries >= MaxForms)
                    return TelegramAnswer.Read(e, IsGroup(chat), connection.Token);
                var reason = connection.Token.Hide(e.Message);
                LogSentPlainer(chat.ChatId, fault, reason);
                form = plainer;
            }
            catch (RequestException e)
            {
                return TelegramAnswer.Read(e, IsGroup(chat), connection.Token);
            }
        }
    }

    internal static ChatId IdOf(ChatAddress chat) => new(long.Parse(chat.ChatId, CultureInfo.InvariantCulture));

    private static int? ThreadOf(ChatAddress chat) => chat.ThreadId is { } id ? int.Parse(id, CultureInfo.InvariantCulture) : null;

    private static ParseMode ModeOf(TelegramForm form) => form.IsPlain ? ParseMode.None : ParseMode.Html;

    private static ReplyParameters? AnswerTo(TelegramMessage message) => message.AnswersTo is { } id
        ? new ReplyParameters { MessageId = id.Number, AllowSendingWithoutReply = true }
        : null;

    private static LinkPreviewOptions Preview(TelegramForm form) => form switch
    {
        { WithoutPreview: true } => new LinkPreviewOptions { IsDisabled = true },
        { IsPictureAbove: true } => new LinkPreviewOptions { Url = form.Message.PhotoUrl, PreferLargeMedia = true, ShowAboveText = true },
        { Message: { PreviewUrl: { } url, IsPreviewAbove: var isAbove } } => new LinkPreviewOptions
        {
            Url = url, ShowAboveText = isAbove, PreferLargeMedia = isAbove,
        },
        _ => new LinkPreviewOptions { IsDisabled = true },
    };

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Telegram refused a message for chat {ChatId} ({Fault}: {Reason}); it is sent in a plainer form")]
    private partial void LogSentPlainer(string chatId, TelegramFault fault, string reason);
}
