using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Telegram;

internal enum AttachmentKind
{
    Picture,
    Video,
    Audio,
}

/// <summary>Something that follows below a message, by its address.</summary>
internal sealed record TelegramAttachment(AttachmentKind Kind, string Url);

/// <summary>
/// Sends further pictures, video and audio below a message that has arrived: as an album, or each alone where the album is refused.
/// A refused video or audio file becomes a link, a refused picture is left out. The message itself says everything in words, so
/// nothing that fails here is tried again.
/// </summary>
internal sealed partial class TelegramAlbums(TelegramConnection connection, ILogger logger)
{
    private const int MostAtOnce = 10;

    // Telegram fetches the files before it answers, and meanwhile nothing else goes to the chat.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <returns>The id of the message with those of what is attached to it.</returns>
    public async Task<TelegramMessageId> AddAsync(
        ChatAddress chat, TelegramMessageId message, IReadOnlyList<TelegramAttachment> attachments, int? thread,
        CancellationToken cancellationToken)
    {
        List<int> sent = [];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        var place = new AlbumPlace(TelegramSender.IdOf(chat), message.Number, thread);
        try
        {
            // Telegram mixes pictures with video, but not with audio.
            foreach (var some in attachments.GroupBy(a => a.Kind == AttachmentKind.Audio).SelectMany(alike => alike.Chunk(MostAtOnce)))
                await SendAsync(place, some, sent, limit.Token);
        }
        catch (Exception e) when (e is RequestException or OperationCanceledException)
        {
            LogWithout(chat.ChatId, connection.Token.Hide(e.Message));
        }

        foreach (var _ in sent)
            connection.Pace.Count(chat.ChatId, TelegramSender.IsGroup(chat));
        return message with { Attachments = [.. sent] };
    }

    private async Task SendAsync(AlbumPlace place, TelegramAttachment[] some, List<int> sent, CancellationToken cancellationToken)
    {
        if (some.Length > 1)
        {
            try
            {
                var album = await connection.Calls.SendMediaGroup(
                    place.Chat, some.Select(InAlbum), place.Answer, place.Thread, disableNotification: true,
                    cancellationToken: cancellationToken);
                sent.AddRange(album.Select(each => each.Id));
                return;
            }
            catch (ApiRequestException e) when (e.ErrorCode == 400)
            {
                LogWithout(place.Chat.ToString(), connection.Token.Hide(e.Message));
            }
        }

        foreach (var each in some)
        {
            try
            {
                sent.Add((await SendAloneAsync(place, each, cancellationToken)).Id);
            }
            catch (ApiRequestException e) when (e.ErrorCode == 400)
            {
                // One that cannot be had does not keep the others away.
                LogWithout(place.Chat.ToString(), connection.Token.Hide(e.Message));
                if (each.Kind != AttachmentKind.Picture)
                    sent.Add((await SendLinkAsync(place, each, cancellationToken)).Id);
            }
        }
    }

    private Task<Message> SendAloneAsync(AlbumPlace place, TelegramAttachment attachment, CancellationToken cancellationToken)
    {
        var file = InputFile.FromUri(attachment.Url);
        return attachment.Kind switch
        {
            AttachmentKind.Picture => connection.Calls.SendPhoto(
                place.Chat, file, replyParameters: place.Answer, messageThreadId: place.Thread, disableNotification: true,
                cancellationToken: cancellationToken),
            AttachmentKind.Video => connection.Calls.SendVideo(
                place.Chat, file, replyParameters: place.Answer, messageThreadId: place.Thread, disableNotification: true,
                cancellationToken: cancellationToken),
            AttachmentKind.Audio => connection.Calls.SendAudio(
                place.Chat, file, replyParameters: place.Answer, messageThreadId: place.Thread, disableNotification: true,
                cancellationToken: cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException($"nothing sends {attachment.Kind}"),
        };
    }

    private Task<Message> SendLinkAsync(AlbumPlace place, TelegramAttachment attachment, CancellationToken cancellationToken) =>
        connection.Calls.SendMessage(
            place.Chat, (attachment.Kind == AttachmentKind.Video ? "🎬 " : "🎧 ") + attachment.Url, replyParameters: place.Answer,
            linkPreviewOptions: new LinkPreviewOptions { IsDisabled = true }, messageThreadId: place.Thread, disableNotification: true,
            cancellationToken: cancellationToken);

    private static IAlbumInputMedia InAlbum(TelegramAttachment attachment)
    {
        var file = InputFile.FromUri(attachment.Url);
        return attachment.Kind switch
        {
            AttachmentKind.Picture => new InputMediaPhoto(file),
            AttachmentKind.Video => new InputMediaVideo(file),
            AttachmentKind.Audio => new InputMediaAudio(file),
            _ => throw new System.Diagnostics.UnreachableException($"no album holds {attachment.Kind}"),
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram refused an attachment of a message in chat {ChatId}: {Reason}")]
    private partial void LogWithout(string chatId, string reason);

    private sealed record AlbumPlace(ChatId Chat, int Message, int? Thread)
    {
        public ReplyParameters Answer => new() { MessageId = Message, AllowSendingWithoutReply = true };
    }
}
