using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Telegram.Bot;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Learns the bot's own name, removes a webhook if configured, and publishes its menu and its profile.</summary>
internal sealed partial class TelegramSignIn(
    TelegramConnection connection, TelegramMenu menu, TelegramProfile profile, TelegramStatus status, IOptions<TelegramOptions> options,
    ILogger<TelegramSignIn> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var me = await connection.Calls.GetMe(cancellationToken);
        if (options.Value is { DeleteWebhook: true, Webhook: false })
            await connection.Calls.DeleteWebhook(cancellationToken: cancellationToken);
        await menu.PublishAsync(cancellationToken);
        await profile.PublishAsync(cancellationToken);
        connection.Username = me.Username ?? "";
        status.Username = me.Username;
        LogSignedIn(connection.Username, connection.Token.BotId);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Telegram is on: @{Username} ({BotId})")]
    private partial void LogSignedIn(string? username, string botId);
}
