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
        var connection = Build<TelegramConnection>(services, token);
        var sender = Build<TelegramSender>(services, connection);
        var updates = Build<TelegramUpdates>(
            services, connection, Build<TelegramReplies>(services, connection, sender), Build<TelegramAdmins>(services, connection));
        var signIn = Build<TelegramSignIn>(services, connection, Build<TelegramMenu>(services, connection), status);
        var polling = Build<TelegramPolling>(services, connection, Build<TelegramInbox>(services, connection), updates, signIn, status);
        return new TelegramBot(Build<TelegramPlatform>(services, connection, sender), polling);
    }

    private static T Build<T>(IServiceProvider services, params object[] parts) => ActivatorUtilities.CreateInstance<T>(services, parts);
}
