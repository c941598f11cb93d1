using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telegram.Bot.Exceptions;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Answers the updates that Telegram pushes, on the node that sends for the bot.</summary>
internal sealed partial class TelegramReceiving(
    TelegramWebhook webhook, TelegramWebhookKeeper keeper, TelegramAnswering answering, TelegramTrouble trouble, LaneBoard lanes,
    TelegramBacklog backlog, TimeProvider time, ILogger<TelegramReceiving> logger) : BackgroundService
{
    private static readonly BackOff Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Answers in progress may finish when the service stops.
        using var finishing = new CancellationTokenSource();
        await using var registration = stoppingToken.Register(() => finishing.CancelAfter(FinishWithin));
        await Task.WhenAll(KeepAsync(stoppingToken), AnswerAsync(finishing.Token, stoppingToken));
        await answering.UnderWay;
    }

    private bool IsElsewhere => lanes.IsElsewhere(TelegramPlatform.Name, webhook.Account);

    // What has arrived is answered even while Telegram cannot be asked about the webhook.
    private async Task KeepAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = LookAgain;
            try
            {
                if (!IsElsewhere)
                    await keeper.EnsureAsync(stoppingToken);
                failures = 0;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                pause = e is ApiRequestException { Parameters.RetryAfter: { } seconds }
                    ? TimeSpan.FromSeconds(seconds) : Pauses.After(++failures);
                if (e is ApiRequestException { ErrorCode: 401 or 404 } refused)
                    trouble.Refused(refused, Pauses.Longest);
                else
                    trouble.Failed(e, pause);
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AnswerAsync(CancellationToken finishing, CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (IsElsewhere || await backlog.AnswerAsync(webhook.Account, finishing) == 0)
                    await webhook.WaitAsync(LookAgain, time, stoppingToken);
                failures = 0;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The database is away; the updates wait in it.
                var pause = Pauses.After(++failures);
                LogNotRead(e, pause);
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error, Message = "The updates that Telegram pushed cannot be read from the database. Next try in {Pause}")]
    private partial void LogNotRead(Exception exception, TimeSpan pause);
}
