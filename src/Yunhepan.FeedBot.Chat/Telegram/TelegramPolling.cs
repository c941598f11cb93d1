using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Polls Telegram for updates while the service runs, and slower after failures.</summary>
internal sealed partial class TelegramPolling(
    TelegramConnection connection,
    TelegramInbox inbox,
    TelegramUpdates updates,
    TelegramSignIn signIn,
    TelegramStatus status,
    LaneBoard lanes,
    TimeProvider time,
    ILogger<TelegramPolling> logger) : BackgroundService
{
    private const int MostConcurrentChats = 4;

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
        await updates.UnderWay;
    }

    private async Task PollAsync(CancellationToken finishing, CancellationToken stoppingToken)
    {
        var failures = 0;
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
                // After failures it asks for an immediate response, which shows that the trouble is over.
                var batch = await inbox.ReadAsync(waits: failures == 0, stoppingToken);
                await AnswerAsync(batch, finishing);
                inbox.Confirm(batch);
                failures = 0;
                (status.Problem, status.IsRefused) = (null, false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (ApiRequestException e) when (e.ErrorCode is 401 or 404)
            {
                // It is polled again at times, because a token may become valid again, or a local server may have lost it for a
                // while.
                var pause = PauseAfter(e, ++failures);
                if (!status.IsRefused)
                    LogRefused(connection.Token.BotId, e.ErrorCode, Pauses.Longest);
                (status.Problem, status.IsRefused) = ($"the token of bot {connection.Token.BotId} is refused (error {e.ErrorCode})", true);
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e)
            {
                var (pause, reason) = (PauseAfter(e, ++failures), connection.Token.Hide(e.Message));
                status.Problem = reason;
                LogFailed(reason, pause);
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Answers each chat in order, and several chats at once.
    private Task AnswerAsync(IReadOnlyList<Update> batch, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            batch.GroupBy(TelegramUpdates.ChatOf),
            new ParallelOptions { MaxDegreeOfParallelism = MostConcurrentChats, CancellationToken = cancellationToken },
            async (chat, token) =>
            {
                foreach (var update in chat)
                    await AnswerAsync(update, token);
            });

    private async Task AnswerAsync(Update update, CancellationToken cancellationToken)
    {
        try
        {
            await updates.AnswerAsync(update, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // An error for one person must not stop everybody's messages.
            LogNotAnswered(e, update.Id);
        }
    }

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

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Telegram refuses the token of bot {BotId} (error {ErrorCode}): replace it and restart the service. Asked again at most "
            + "every {Pause}")]
    private partial void LogRefused(string botId, int errorCode, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram gave no updates: {Reason}. Next try in {Pause}")]
    private partial void LogFailed(string reason, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Telegram update {UpdateId} could not be answered")]
    private partial void LogNotAnswered(Exception exception, int updateId);
}
