using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>Claims deliveries about questions and records what became of them. Scoped, like its context.</summary>
internal sealed class QuestionSettling(
    AlertsDb db, SubscriberStore subscribers, ChatReach reach, IOptions<AlertsOptions> options, TimeProvider time)
{
    /// <summary>After this time a delivery whose outcome is not recorded is sent again.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3), WhileRefused = TimeSpan.FromMinutes(10),
        WhileGone = TimeSpan.FromHours(1);

    private static readonly BackOff Pauses = new(TimeSpan.FromSeconds(15), TimeSpan.FromHours(1));

    /// <summary>Returns the chat of a delivery; null if it cannot be written to any more, so that nothing is sent.</summary>
    public async Task<Subscriber?> ChatOfAsync(QuestionDelivery delivery, CancellationToken cancellationToken)
    {
        var chat = await db.Subscribers.AsNoTracking().SingleOrDefaultAsync(s => s.Id == delivery.SubscriberId, cancellationToken);
        // What somebody asked for arrives although they want no alerts.
        if (chat is { State: SubscriberState.Active or SubscriberState.Stopped })
            return chat;
        // A desk that cannot be reached loses its questions to the one above it; who asked may come back.
        if (chat is null || delivery.IsToDesk)
            await EndAsync(delivery, null, cancellationToken);
        else
            await PutOffAsync(delivery, time.GetUtcNow() + WhileGone, cancellationToken);
        return null;
    }

    public Task<bool> IsUrgentAsync(QuestionDelivery delivery, CancellationToken cancellationToken) =>
        db.Questions.AnyAsync(q => q.Id == delivery.QuestionId && q.IsUrgent && delivery.IsToDesk, cancellationToken);

    /// <summary>Claims a delivery, so that it is sent once, whichever node or run comes first.</summary>
    /// <returns>False if another one has claimed it.</returns>
    public async Task<bool> ClaimAsync(QuestionDelivery delivery, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + Again;
        return await Row(delivery).Where(d => d.DueAt == delivery.DueAt)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, until), cancellationToken) > 0;
    }

    public Task PutOffAsync(QuestionDelivery delivery, DateTimeOffset until, CancellationToken cancellationToken) =>
        Row(delivery).Where(d => d.DueAt == delivery.DueAt)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, until), cancellationToken);

    /// <param name="result">Null if there was nothing to say any more.</param>
    public async Task SettleAsync(QuestionDelivery delivery, Subscriber chat, SendResult? result, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        switch (result)
        {
            case null or SendResult.Rejected or SendResult.MessageGone:
                await EndAsync(delivery, null, cancellationToken);
                break;
            case SendResult.Sent sent:
                await EndAsync(delivery, sent.MessageId, cancellationToken);
                await reach.ReachedAsync(chat.Id, cancellationToken);
                break;
            case SendResult.Unknown when !options.Value.ResendWhenInDoubt:
                await EndAsync(delivery, null, cancellationToken);
                break;
            case SendResult.Throttled throttled:
                await AgainAsync(delivery, now + throttled.RetryAfter, delivery.Attempts, cancellationToken);
                break;
            case SendResult.Failed or SendResult.Unknown:
                await FailedAsync(delivery, now, cancellationToken);
                break;
            case SendResult.AccountRefused:
                await AgainAsync(delivery, now + WhileRefused, delivery.Attempts, cancellationToken);
                break;
            case SendResult.ChatGone gone:
                await reach.LostAsync(chat.Address, gone.Reason, cancellationToken);
                await AgainAsync(delivery, now, delivery.Attempts, cancellationToken);
                break;
            case SendResult.ChatResting resting:
                await AgainAsync(delivery, await reach.RestAsync(chat, resting.Reason, resting.Tries, cancellationToken) ?? now,
                    delivery.Attempts, cancellationToken);
                break;
            case SendResult.ChatMoved moved:
                await subscribers.MoveAsync(chat.Address, moved.NewChatId, cancellationToken);
                await AgainAsync(delivery, now, delivery.Attempts, cancellationToken);
                break;
            default:
                throw new UnreachableException($"unknown result {result}");
        }
    }

    private async Task FailedAsync(QuestionDelivery delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = await db.QuestionPosts.Where(p => p.Id == delivery.PostId).Select(p => (DateTimeOffset?)p.At)
            .SingleOrDefaultAsync(cancellationToken);
        if (since is { } at && now - at < GiveUpAfter)
            await AgainAsync(delivery, now + Pauses.After(delivery.Attempts + 1), delivery.Attempts + 1, cancellationToken);
        else
            await EndAsync(delivery, null, cancellationToken);
    }

    private Task<int> AgainAsync(QuestionDelivery delivery, DateTimeOffset at, int attempts, CancellationToken cancellationToken) =>
        Row(delivery).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.DueAt, at).SetProperty(d => d.Attempts, attempts), cancellationToken);

    private Task<int> EndAsync(QuestionDelivery delivery, string? messageId, CancellationToken cancellationToken)
    {
        var sentAt = messageId is null ? (DateTimeOffset?)null : time.GetUtcNow();
        return Row(delivery).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.DueAt, (DateTimeOffset?)null).SetProperty(d => d.MessageId, messageId)
                .SetProperty(d => d.SentAt, sentAt), cancellationToken);
    }

    private IQueryable<QuestionDelivery> Row(QuestionDelivery delivery) => db.QuestionDeliveries.Where(d => d.Id == delivery.Id);
}
