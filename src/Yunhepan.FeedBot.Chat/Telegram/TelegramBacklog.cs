using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telegram.Bot.Types;
using Yunhepan.FeedBot.Alerts.Platforms;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Answers the updates that Telegram has pushed and that wait in the database.</summary>
internal sealed partial class TelegramBacklog(
    TelegramAnswering answering, IServiceScopeFactory scopes, ILogger<TelegramBacklog> logger)
{
    private const int Batch = 100;

    /// <summary>Answers all that was pushed before the bot began to poll, because Telegram will not give it again.</summary>
    /// <returns>False if the database is away, so that something may still wait.</returns>
    public async Task<bool> DrainAsync(string account, CancellationToken finishing, CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                if (await AnswerAsync(account, finishing) == 0)
                    return true;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogNotDrained(e);
        }

        return false;
    }

    /// <returns>The number of updates that were answered or skipped.</returns>
    public async Task<int> AnswerAsync(string account, CancellationToken cancellationToken)
    {
        var waiting = await WithInboxAsync(inbox => inbox.BeginAsync(TelegramPlatform.Name, account, Batch, cancellationToken));
        List<Update> batch = [];
        foreach (var update in waiting)
        {
            if (update.IsPoison)
                LogPoison(update.Number);
            batch.Add(update.IsPoison ? new Update { Id = (int)update.Number } : Read(update));
        }

        await answering.AnswerAsync(batch, (update, token) => EndAsync(account, update, token), cancellationToken);
        return batch.Count;
    }

    private Update Read(WaitingUpdate update)
    {
        using var json = JsonDocument.Parse(update.Text);
        return answering.Read(update.Number, json.RootElement);
    }

    private Task<bool> EndAsync(string account, Update update, CancellationToken cancellationToken) => WithInboxAsync(async inbox =>
    {
        await inbox.EndAsync(TelegramPlatform.Name, account, update.Id, cancellationToken);
        return true;
    });

    private async Task<T> WithInboxAsync<T>(Func<UpdateInbox, Task<T>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<UpdateInbox>());
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Telegram update {UpdateId} was begun several times and never ended; skipped")]
    private partial void LogPoison(long updateId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The updates that Telegram pushed before cannot be answered yet; tried again later")]
    private partial void LogNotDrained(Exception exception);
}
