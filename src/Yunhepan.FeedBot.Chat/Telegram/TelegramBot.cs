using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>One of possibly several bots: its connection, and the services that use it. Its chats stay with it.</summary>
internal sealed class TelegramBot
{
    private TelegramBot(TelegramPlatform platform, BackgroundService receiver) => (Platform, Receiver) = (platform, receiver);

    public TelegramPlatform Platform { get; }

    /// <summary>Receives updates: by polling, or by a webhook.</summary>
    public BackgroundService Receiver { get; }

    public static TelegramBot Create(IServiceProvider services, TelegramToken token, TelegramStatus status)
    {
        var connection = Build<TelegramConnection>(services, token);
        var sender = Build<TelegramSender>(services, connection);
        var updates = Build<TelegramUpdates>(
            services, connection, Build<TelegramReplies>(services, connection, sender), Build<TelegramAdmins>(services, connection));
        var signIn = Build<TelegramSignIn>(
            services, connection, Build<TelegramMenu>(services, connection), Build<TelegramProfile>(services, connection), status);
        var answering = Build<TelegramAnswering>(services, updates);
        var backlog = Build<TelegramBacklog>(services, answering);
        var trouble = Build<TelegramTrouble>(services, connection, status);
        BackgroundService receiver = services.GetRequiredService<TelegramWebhooks>().Find(token.BotId) is { } webhook
            ? Build<TelegramReceiving>(
                services, webhook, Build<TelegramWebhookKeeper>(services, connection, webhook, signIn, trouble), answering, trouble,
                backlog)
            : Build<TelegramPolling>(
                services, connection, Build<TelegramInbox>(services, connection, answering), answering, signIn, trouble,
                backlog);
        return new TelegramBot(Build<TelegramPlatform>(services, connection, sender), receiver);
    }

    private static T Build<T>(IServiceProvider services, params object[] parts) => ActivatorUtilities.CreateInstance<T>(services, parts);
}
