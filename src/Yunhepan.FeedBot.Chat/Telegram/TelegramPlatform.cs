using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Implements the chat platform for one Telegram bot.</summary>
internal sealed class TelegramPlatform(
    TelegramConnection connection, TelegramSender sender, IOptions<TelegramOptions> options) : IChatPlatform
{
    public const string Name = "telegram";

    public string Platform => Name;

    public string Account => connection.Token.BotId;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        CanEdit = true,
        CanDelete = true,
        HasButtons = true,
        HasPhotos = true,
        HasPreviews = true,
        MaxText = TelegramHtml.MaxLength,
        MaxCaption = TelegramMessage.MaxCaption,
    };

    public SendLimits Limits => connection.Limits;

    public SendingPace Pace => connection.Pace;

    public void Forget(ChatAddress chat) => sender.Forget(chat);

    public bool IsGroup(ChatAddress chat) => TelegramSender.IsGroup(chat);

    public Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken) =>
        message is OutgoingMessage.OneArticle { Continues: { } begun }
            ? sender.ContinueAsync(chat, TelegramMessageId.Parse(begun), Render(chat, message, null, AlertParts.Most), cancellationToken)
            : sender.SendAsync(
                chat, Render(chat, message, null, message is OutgoingMessage.OneArticle { MayHaveParts: true } ? AlertParts.Most : 1),
                cancellationToken);

    public async Task<SendResult> EditAsync(
        ChatAddress chat, string messageId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        // A correction has as many parts as were sent: what it needs more is behind a link.
        var id = TelegramMessageId.Parse(messageId);
        int? room = id.IsPhoto ? Capabilities.MaxCaption : null;
        var corrected = Render(chat, message, room, id.Parts.Length + 1);
        var trouble = await sender.EditPartsAsync(chat, id, corrected, cancellationToken);
        if (trouble is SendResult.MessageGone)
        {
            // A withdrawal or the reader has removed a part, or it can no longer be edited, so the first one alone is left, with a button
            // for the rest.
            corrected = Render(chat, message, room, parts: 1);
            trouble = await sender.EditPartsAsync(chat, id, corrected, cancellationToken);
        }

        return trouble ?? await sender.EditAsync(chat, messageId, corrected, cancellationToken);
    }

    /// <param name="room">The longest text; null for that of an ordinary message.</param>
    /// <param name="parts">The most messages for the text of an article.</param>
    private TelegramMessage Render(ChatAddress chat, OutgoingMessage message, int? room, int parts)
    {
        var alert = (message as OutgoingMessage.OneArticle)?.Alert;
        var readers = new Readership(IsGroup(chat), alert is null ? null : ReadElsewhere(alert), room, parts);
        var rendered = MessageRenderer.Render(message, Capabilities, readers);
        return new TelegramMessage(rendered.Text, rendered.Keyboard)
        {
            PreviewUrl = rendered.PreviewUrl,
            IsPreviewAbove = rendered.IsPreviewAbove,
            PhotoUrl = alert is not null && ShowsPicture(alert) ? rendered.PhotoUrl : null,
            Parts = rendered.Parts,
            Attachments =
            [
                .. rendered.Pictures.Select(url => new TelegramAttachment(AttachmentKind.Picture, url)),
                .. rendered.Media.Select(media => new TelegramAttachment(KindOf(media.Kind), media.Url)),
            ],
            IsSilent = message.IsSilent,
            AnswersTo = message.Earlier is { } earlier ? TelegramMessageId.Parse(earlier.MessageId) : null,
            ThreadNote = ChatTexts.For(message.Language).Alert.ThreadGone,
            WhenFrozen = alert is { Kind: AlertKind.Withdrawn } or { IsForgotten: true } ? WhenFrozen.Delete : WhenFrozen.Answer,
            HidesPicture = alert is { IsForgotten: true },
        };
    }

    // A missing or wanted person must be shown, whatever the setting for other news.
    private bool ShowsPicture(AlertMessage alert) =>
        alert.Priority == Priority.Urgent || alert.ShownAs.Pictures is PictureAmount.One or PictureAmount.Album
        || (alert.ShownAs.Pictures is null && options.Value.Images == TelegramImages.Photo);

    private static AttachmentKind KindOf(MediaKind kind) => kind switch
    {
        MediaKind.Video => AttachmentKind.Video,
        MediaKind.Audio => AttachmentKind.Audio,
        _ => throw new System.Diagnostics.UnreachableException($"unknown media {kind}"),
    };

    // On our own page one tap is enough; the bot must be started first.
    private string? ReadElsewhere(AlertMessage alert) =>
        alert.PageUrl ?? (connection.Username is { } bot ? $"https://t.me/{bot}?start={ReadAction.StartOf(alert.ArticleId)}" : null);
}
