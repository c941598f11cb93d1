using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// Sends further pictures below a message that has arrived: as an album, or each alone where the album is refused, or not at all.
/// The message itself says everything in words, so nothing that fails here is tried again.
/// </summary>
internal sealed partial class TelegramAlbums(TelegramConnection connection, ILogger logger)
{
    private const int MostAtOnce = 10;

    /// <returns>The id of the message with those of its pictures.</returns>
    public async Task<TelegramMessageId> AddAsync(
        ChatAddress chat, TelegramMessageId message, IReadOnlyList<string> pictures, int? thread, CancellationToken cancellationToken)
    {
        List<int> sent = [];
        try
        {
            foreach (var some in pictures.Chunk(MostAtOnce))
                await SendAsync(chat, message, some, thread, sent, cancellationToken);
        }
        catch (Exception e) when (e is RequestException or OperationCanceledException)
        {
            LogWithout(chat.ChatId, connection.Token.Hide(e.Message));
        }

        foreach (var _ in sent)
            connection.Pace.Count(chat.ChatId, TelegramSender.IsGroup(chat));
        return message with { Pictures = sent.Count == 0 ? "" : "&" + string.Join('&', sent) };
    }

    /// <summary>Removes the news in the pictures: they are deleted or, where that is not allowed, made empty.</summary>
    /// <exception cref="RequestException">One could not be removed now; those before it are.</exception>
    public async Task RemoveAsync(ChatAddress chat, TelegramMessageId message, CancellationToken cancellationToken)
    {
        foreach (var number in message.PictureNumbers)
        {
            try
            {
                await connection.Calls.DeleteMessage(TelegramSender.IdOf(chat), number, cancellationToken);
            }
            catch (ApiRequestException e) when (e.ErrorCode == 400 && TelegramAnswer.IsKept(e))
            {
                await EmptyAsync(chat, number, cancellationToken);
            }
            catch (ApiRequestException e) when (e.ErrorCode == 400)
            {
                // Its reader has deleted it.
                LogWithout(chat.ChatId, connection.Token.Hide(e.Message));
            }
        }
    }

    private async Task EmptyAsync(ChatAddress chat, int number, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Calls.EditMessageMedia(
                TelegramSender.IdOf(chat), number, EmptyPicture.Below("", default), cancellationToken: cancellationToken);
        }
        catch (ApiRequestException e) when (e.ErrorCode == 400)
        {
            LogWithout(chat.ChatId, connection.Token.Hide(e.Message));
        }
    }

    /// <param name="sent">Each id is added as soon as it is known, because a later request may fail.</param>
    private async Task SendAsync(
        ChatAddress chat, TelegramMessageId message, string[] pictures, int? thread, List<int> sent,
        CancellationToken cancellationToken)
    {
        var answer = new ReplyParameters { MessageId = message.Number, AllowSendingWithoutReply = true };
        if (pictures.Length > 1)
        {
            try
            {
                var album = await connection.Calls.SendMediaGroup(
                    TelegramSender.IdOf(chat), pictures.Select(url => (IAlbumInputMedia)new InputMediaPhoto(InputFile.FromUri(url))),
                    answer, thread, disableNotification: true, cancellationToken: cancellationToken);
                sent.AddRange(album.Select(each => each.Id));
                return;
            }
            catch (ApiRequestException e) when (e.ErrorCode == 400)
            {
                LogWithout(chat.ChatId, connection.Token.Hide(e.Message));
            }
        }

        foreach (var url in pictures)
        {
            try
            {
                sent.Add((await connection.Calls.SendPhoto(
                    TelegramSender.IdOf(chat), InputFile.FromUri(url), replyParameters: answer, messageThreadId: thread,
                    disableNotification: true, cancellationToken: cancellationToken)).Id);
            }
            catch (ApiRequestException e) when (e.ErrorCode == 400)
            {
                // One picture that cannot be had does not keep the others away.
                LogWithout(chat.ChatId, connection.Token.Hide(e.Message));
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram refused pictures below a message in chat {ChatId}: {Reason}")]
    private partial void LogWithout(string chatId, string reason);
}
