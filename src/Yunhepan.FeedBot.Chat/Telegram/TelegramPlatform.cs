using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>One Telegram bot, as the alerts see it.</summary>
internal sealed class TelegramPlatform(
    TelegramConnection connection, TelegramSender sender, IOptions<TelegramOptions> options) : IChatPlatform
{
    public const string Name = "telegram";

    public string Platform => Name;

    public string Account => connection.Token.BotId;

    public SendLimits Limits => connection.Limits;

    public SendingPace Pace => connection.Pace;

    public bool IsGroup(ChatAddress chat) => TelegramSender.IsGroup(chat);

    public Task<SendResult> SendAsync(ChatAddress chat, AlertMessage message, CancellationToken cancellationToken) =>
        sender.SendAsync(chat, Of(chat, message), cancellationToken);

    public Task<SendResult> EditAsync(ChatAddress chat, string messageId, AlertMessage message, CancellationToken cancellationToken) =>
        sender.EditAsync(
            chat, messageId, Of(chat, message, TelegramMessageId.Parse(messageId).IsPhoto ? TelegramMessage.MaxCaption : AlertText.Room),
            cancellationToken);

    public Task<SendResult> SendDigestAsync(ChatAddress chat, DigestMessage digest, CancellationToken cancellationToken) =>
        sender.SendAsync(chat, Of(digest), cancellationToken);

    public Task<SendResult> EditDigestAsync(
        ChatAddress chat, string messageId, DigestMessage digest, CancellationToken cancellationToken) =>
        sender.EditAsync(chat, messageId, Of(digest), cancellationToken);

    public Task<SendResult> AnnounceAsync(ChatAddress chat, string messageId, AlertMessage message, CancellationToken cancellationToken) =>
        sender.SendAsync(
            chat,
            new TelegramMessage(AlertText.Announcement(message), null)
            {
                IsSilent = message.IsSilent,
                AnswersTo = TelegramMessageId.Parse(messageId),
                ThreadNote = ChatTexts.For(message.Language).Alert.ThreadGone,
            },
            cancellationToken);

    private static TelegramMessage Of(DigestMessage digest) => new(DigestText.Of(digest), DigestText.KeyboardOf(digest))
    {
        IsSilent = digest.IsSilent,
        ThreadNote = ChatTexts.For(digest.Language).Alert.ThreadGone,
    };

    /// <param name="room">What the message has room for.</param>
    private TelegramMessage Of(ChatAddress chat, AlertMessage alert, int room = AlertText.Room)
    {
        var (isOver, view) = (alert.Kind is AlertKind.Withdrawn or AlertKind.Ended, AlertText.View(alert, room));
        return new(view.Text, AlertKeyboard.Of(alert, IsGroup(chat), view.IsWhole, ReadElsewhere(alert)))
        {
            PreviewUrl = isOver ? null : ChatText.WebAddress(alert.Url),
            PhotoUrl = isOver || !ShowsPicture(alert) ? null : ChatText.WebAddress(alert.ImageUrl),
            IsSilent = alert.IsSilent || alert.Priority == Priority.Low,
            ThreadNote = ChatTexts.For(alert.Language).Alert.ThreadGone,
            WhenFrozen = alert.Kind == AlertKind.Withdrawn || alert.IsForgotten ? WhenFrozen.Delete : WhenFrozen.Answer,
            HidesPicture = alert.IsForgotten,
        };
    }

    // Who is sought must be seen, whatever the setting says of the news.
    private bool ShowsPicture(AlertMessage alert) => alert.Priority == Priority.Urgent || options.Value.Images == TelegramImages.Photo;

    // On our own page one tap is enough; the bot has to be started first.
    private string? ReadElsewhere(AlertMessage alert) =>
        alert.PageUrl ?? (connection.Username is { } bot ? $"https://t.me/{bot}?start={ReadAction.StartOf(alert.ArticleId)}" : null);
}
