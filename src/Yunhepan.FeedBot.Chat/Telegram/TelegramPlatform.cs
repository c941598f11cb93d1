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
        sender.SendAsync(chat, Render(chat, message, room: null), cancellationToken);

    public Task<SendResult> EditAsync(ChatAddress chat, string messageId, OutgoingMessage message, CancellationToken cancellationToken) =>
        sender.EditAsync(
            chat, messageId, Render(chat, message, TelegramMessageId.Parse(messageId).IsPhoto ? Capabilities.MaxCaption : null),
            cancellationToken);

    /// <param name="room">The longest text; null for that of an ordinary message.</param>
    private TelegramMessage Render(ChatAddress chat, OutgoingMessage message, int? room)
    {
        var alert = (message as OutgoingMessage.OneArticle)?.Alert;
        var readers = new Readership(IsGroup(chat), alert is null ? null : ReadElsewhere(alert), room);
        var rendered = MessageRenderer.Render(message, Capabilities, readers);
        return new TelegramMessage(rendered.Text, rendered.Keyboard)
        {
            PreviewUrl = rendered.PreviewUrl,
            IsPreviewAbove = rendered.IsPreviewAbove,
            PhotoUrl = alert is not null && ShowsPicture(alert) ? rendered.PhotoUrl : null,
            Pictures = rendered.Pictures,
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

    // On our own page one tap is enough; the bot must be started first.
    private string? ReadElsewhere(AlertMessage alert) =>
        alert.PageUrl ?? (connection.Username is { } bot ? $"https://t.me/{bot}?start={ReadAction.StartOf(alert.ArticleId)}" : null);
}
