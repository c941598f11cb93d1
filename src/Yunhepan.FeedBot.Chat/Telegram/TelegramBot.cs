using Microsoft.Extensions.DependencyInjection;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>One of possibly several bots: its connection, and the services that use it. Its chats stay with it.</summary>
internal sealed class TelegramBot
{
    private TelegramBot(TelegramPlatform platform, TelegramPolling polling) => (Platform, Polling) = (platform, polling);

    public TelegramPlatform Platform { get; }

    public TelegramPolling Polling { get; }

    public static TelegramBot Create(IServiceProvider services, TelegramToken token, TelegramStatus status)
    {
        var connection = Of<TelegramConnection>(services, token);
        var sender = Of<TelegramSender>(services, connection);
        var updates = Of<TelegramUpdates>(
            services, connection, Of<TelegramReplies>(services, connection, sender), Of<TelegramAdmins>(services, connection));
        var signIn = Of<TelegramSignIn>(services, connection, Of<TelegramMenu>(services, connection), status);
        var polling = Of<TelegramPolling>(services, connection, Of<TelegramInbox>(services, connection), updates, signIn, status);
        return new TelegramBot(Of<TelegramPlatform>(services, connection, sender), polling);
    }

    private static T Of<T>(IServiceProvider services, params object[] parts) => ActivatorUtilities.CreateInstance<T>(services, parts);
}
