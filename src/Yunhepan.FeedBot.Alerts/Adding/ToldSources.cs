using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>Records what chats are told about sources: before a message is sent, and when its outcome is known. Scoped.</summary>
internal sealed class ToldSources(
    AlertsDb db, SubscriberStore subscribers, ChatReach reach, IOptions<AlertsOptions> options, TimeProvider time)
{
    /// <summary>Claims the saying, so that it happens once, whichever node or run comes first.</summary>
    /// <returns>False if another one has claimed it.</returns>
    public async Task<bool> ClaimAsync(
        Subscriber chat, string sourceId, bool isFirst, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!isFirst)
        {
            var ripe = now - NoticeRule.Again;
            return await Row(chat, sourceId).Where(t => t.SayingAt <= ripe).ExecuteUpdateAsync(
                set => set.SetProperty(t => t.SayingAt, now), cancellationToken) > 0;
        }

        var row = new ToldSource { SubscriberId = chat.Id, SourceId = sourceId, SayingAt = now };
        db.ToldSources.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            db.Entry(row).State = EntityState.Detached;
            if (await Row(chat, sourceId).AnyAsync(cancellationToken))
                return false;
            throw;
        }
    }

    /// <summary>Records the outcome. What was not heard stays claimed for a time, and is said again after it.</summary>
    /// <param name="result">Null if the chat's platform is gone.</param>
    public async Task SettleAsync(
        Subscriber chat, string sourceId, SourceStep step, string? movedTo, SendResult? result, CancellationToken cancellationToken)
    {
        var isHeard = result is SendResult.Sent or SendResult.Rejected
            || (result is SendResult.Unknown && !options.Value.ResendWhenInDoubt);
        if (isHeard)
            await HeardAsync(chat, sourceId, step, movedTo, cancellationToken);
        if (result is SendResult.ChatGone gone)
            await reach.LostAsync(chat.Address, gone.Reason, cancellationToken);
        if (result is SendResult.ChatResting resting)
            await reach.RestAsync(chat, resting.Reason, resting.Tries, cancellationToken);
        if (result is SendResult.ChatMoved moved)
            await subscribers.MoveAsync(chat.Address, moved.NewChatId, cancellationToken);
    }

    private Task<int> HeardAsync(Subscriber chat, string sourceId, SourceStep step, string? movedTo, CancellationToken cancellationToken)
    {
        var trouble = step is SourceStep.Dead or SourceStep.AsksForLogin ? step : (SourceStep?)null;
        var row = Row(chat, sourceId);
        return step == SourceStep.Moved
            ? row.ExecuteUpdateAsync(set => set.SetProperty(t => t.MovedTo, movedTo), cancellationToken)
            : row.ExecuteUpdateAsync(set => set.SetProperty(t => t.Trouble, trouble), cancellationToken);
    }

    private IQueryable<ToldSource> Row(Subscriber chat, string sourceId) =>
        db.ToldSources.Where(t => t.SubscriberId == chat.Id && t.SourceId == sourceId);
}
