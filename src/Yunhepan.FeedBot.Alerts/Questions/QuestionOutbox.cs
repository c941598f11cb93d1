using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>
/// Sends what was said about questions: each delivery is claimed in the database before it is sent and settled after it, so that no crash
/// loses one, and at most one in doubt is repeated (ADR 110).
/// </summary>
public sealed partial class QuestionOutbox(
    IServiceScopeFactory scopes, IEnumerable<IChatPlatform> platforms, LaneBoard lanes, TimeProvider time, ILogger<QuestionOutbox> logger)
{
    private const int AtOnce = 8, MostInOneRun = 500;

    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(5), LongestTurn = TimeSpan.FromSeconds(2),
        WhileNotConfigured = TimeSpan.FromMinutes(10);

    /// <summary>Sends everything that is due: to one chat in order, to several chats at once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // A message that is being sent may finish when the service stops.
        using var finishing = new CancellationTokenSource();
        await using var stop = cancellationToken.Register(() => finishing.CancelAfter(FinishWithin));
        var due = await FindDueAsync(cancellationToken);
        await Parallel.ForEachAsync(
            due.GroupBy(d => d.SubscriberId),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (chat, _) =>
            {
                foreach (var delivery in chat)
                {
                    if (cancellationToken.IsCancellationRequested || !await SendAsync(delivery, finishing.Token))
                        break;
                }
            });
    }

    // Of one question a chat reads everything in order: what is later waits until the earlier is settled.
    private async Task<IReadOnlyList<QuestionDelivery>> FindDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AlertsDb>();
        var now = time.GetUtcNow();
        return await db.QuestionDeliveries.AsNoTracking()
            .Where(d => d.DueAt != null && d.DueAt <= now && !db.QuestionDeliveries.Any(e => e.QuestionId == d.QuestionId
                && e.SubscriberId == d.SubscriberId && e.Id < d.Id && e.DueAt != null && e.DueAt > now))
            .OrderBy(d => d.Id).Take(MostInOneRun).ToListAsync(cancellationToken);
    }

    /// <returns>False if the chat must wait.</returns>
    private async Task<bool> SendAsync(QuestionDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var settling = scope.ServiceProvider.GetRequiredService<QuestionSettling>();
            if (await settling.ChatOfAsync(delivery, cancellationToken) is not { } chat)
                return true;
            var platform = platforms.FirstOrDefault(p => p.Platform == chat.Platform && p.Account == chat.Account);
            if (platform is null)
                await settling.PutOffAsync(delivery, time.GetUtcNow() + WhileNotConfigured, cancellationToken);
            if (platform is null || lanes.IsElsewhere(chat.Platform, chat.Account))
                return false;
            var settings = scope.ServiceProvider.GetRequiredService<ChatSettings>();
            var urgent = await settling.IsUrgentAsync(delivery, cancellationToken);
            var decision = Decide(settings.MomentOf(chat), urgent);
            if (decision is not DeliveryDecision.Send send)
            {
                // What may be a sighting need not wait behind it.
                await settling.PutOffAsync(delivery, ((DeliveryDecision.Hold)decision).Until, cancellationToken);
                return true;
            }

            if (platform.FreeAt(chat.Address) - time.GetUtcNow() > LongestTurn)
                return false;
            await platform.WaitForTurnAsync(chat.Address, time, cancellationToken);
            if (!await settling.ClaimAsync(delivery, cancellationToken))
                return true;
            var writer = scope.ServiceProvider.GetRequiredService<QuestionWriter>();
            var message = await writer.WriteAsync(delivery, chat, send.Silently, cancellationToken);
            var result = message is null ? null : await platform.SendAsync(chat.Address, message, cancellationToken);
            await settling.SettleAsync(delivery, chat, result, CancellationToken.None);
            LogSettled(delivery.QuestionId, delivery.PostId, chat.Id, result);
            return result is null or SendResult.Sent or SendResult.Rejected;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            // It stays claimed, and is sent again when the claim has ended.
            LogFailed(e, delivery.QuestionId, delivery.PostId, delivery.SubscriberId);
            return false;
        }
    }

    // What may be a sighting waits for nothing but a chat that cannot be reached now.
    private static DeliveryDecision Decide(ChatMoment moment, bool isUrgent) =>
        isUrgent && !(moment.Chat.RestsUntil > moment.Now) ? new DeliveryDecision.Send(Silently: false)
            : DeliveryPolicy.Decide(moment, null, AlertKind.New, Priority.Normal);

    [LoggerMessage(Level = LogLevel.Information, Message = "Question {Question}, post {Post}, to chat {Chat}: {Result}")]
    private partial void LogSettled(long question, long post, long chat, SendResult? result);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "Question {Question}, post {Post} could not be sent to chat {Chat}; it is tried again")]
    private partial void LogFailed(Exception exception, long question, long post, long chat);
}
