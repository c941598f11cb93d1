using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Logs one line if there is no token, and does nothing else.</summary>
internal sealed partial class TelegramOff(ILogger<TelegramOff> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogOff(TelegramOptions.TokenVariable);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Telegram is off: no token (set {Variable}, Telegram:Token or Telegram:TokenFile)")]
    private partial void LogOff(string variable);
}
