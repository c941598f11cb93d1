using Microsoft.Extensions.Hosting;
using Telegram.Bot.Exceptions;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Polls Telegram for updates while the service runs, and slower after failures.</summary>
internal sealed class TelegramPolling(
    TelegramConnection connection,
    TelegramInbox inbox,
    TelegramAnswering answering,
    TelegramSignIn signIn,
    TelegramTrouble trouble,
    LaneBoard lanes,
    TelegramBacklog backlog,
    TimeProvider time) : BackgroundService
{
    private static readonly BackOff Pauses = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1));
    private static readonly TimeSpan ConflictPause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LookForLane = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Answers in progress may finish when the service stops.
        using var finishing = new CancellationTokenSource();
        await using var registration = stoppingToken.Register(() => finishing.CancelAfter(FinishWithin));
        await PollAsync(finishing.Token, stoppingToken);
        await answering.UnderWay;
    }

    private async Task PollAsync(CancellationToken finishing, CancellationToken stoppingToken)
    {
        var (failures, isDrained) = (0, false);
        while (!stoppingToken.IsCancellationRequested)
        {
            // The node that sends for a bot also polls for it, because two pollers terminate each other's requests.
            if (lanes.IsElsewhere(TelegramPlatform.Name, connection.Token.BotId))
            {
                await Task.Delay(LookForLane, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            try
            {
                if (connection.Username is null)
                    await signIn.RunAsync(stoppingToken);
                isDrained = isDrained || await backlog.DrainAsync(connection.Token.BotId, finishing, stoppingToken);
                // After failures it asks for an immediate response, which shows that the trouble is over.
                var batch = await inbox.ReadAsync(waits: failures == 0, stoppingToken);
                await answering.AnswerAsync(batch, done: null, finishing);
                inbox.Confirm(batch);
                failures = 0;
                trouble.Over();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (ApiRequestException e) when (e.ErrorCode is 401 or 404)
            {
                // It is polled again at times, because a token may become valid again, or a local server may have lost it for a
                // while.
                trouble.Refused(e, Pauses.Longest);
                await PauseAsync(PauseAfter(e, ++failures), stoppingToken);
            }
            catch (ApiRequestException e) when (e.ErrorCode == 409)
            {
                await ReportAsync(e, ++failures, stoppingToken);
                await PauseAsync(PauseAfter(e, failures), stoppingToken);
            }
            catch (Exception e)
            {
                var pause = PauseAfter(e, ++failures);
                trouble.Failed(e, pause);
                await PauseAsync(pause, stoppingToken);
            }
        }
    }

    private async Task ReportAsync(ApiRequestException conflict, int failures, CancellationToken cancellationToken)
    {
        try
        {
            await trouble.ContestedAsync(conflict, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Who else receives cannot be found out now.
            trouble.Failed(conflict, PauseAfter(conflict, failures));
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stoppingToken) =>
        await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static TimeSpan PauseAfter(Exception e, int failures)
    {
        var pause = Pauses.After(failures);
        return e switch
        {
            ApiRequestException { Parameters.RetryAfter: { } seconds } => TimeSpan.FromSeconds(seconds),
            ApiRequestException { ErrorCode: 409 } when pause < ConflictPause => ConflictPause,
            _ => pause,
        };
    }
}
