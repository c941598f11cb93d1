using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>One Telegram bot, as the alerts see it.</summary>
internal sealed class TelegramPlatform(TelegramConnection connection, TelegramSender sender) : IChatPlatform
{
    public const string Name = "telegram";

    public string Platform => Name;

    public string Account => connection.Token.BotId;

    // What Telegram says of itself ("about"); a 429 corrects it.
    public SendLimits Limits { get; } = new(30, 1, 20);

    public bool IsGroup(ChatAddress chat) => TelegramSender.IsGroup(chat);

    public Task<SendResult> SendAsync(ChatAddress chat, AlertMessage message, CancellationToken cancellationToken) =>
        sender.SendAsync(chat, Of(message), cancellationToken);

    public Task<SendResult> EditAsync(ChatAddress chat, string messageId, AlertMessage message, CancellationToken cancellationToken) =>
        sender.EditAsync(chat, messageId, Of(message), cancellationToken);

    private static TelegramMessage Of(AlertMessage alert) => new(AlertText.Of(alert), AlertText.KeyboardOf(alert))
    {
        PreviewUrl = alert.Kind == AlertKind.Withdrawn ? null : ChatText.WebAddress(alert.Url),
        IsSilent = alert.Priority == AlertPriority.Low,
    };
}
