using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Alerts.Delivery.Choosing;

/// <summary>
/// Takes deliveries from the audiences of open fan-outs. They never overtake a chat's queue, nor an earlier alert of the class
/// that the chat has not received yet.
/// </summary>
internal sealed class FanOutDeliveries(
    AlertsDb db, ArticleReader articles, LaneAccount account, OpenFanOuts fanOuts)
{
    private const int Page = 256;

    private static readonly TimeSpan ArticleLasts = TimeSpan.FromSeconds(1);

    private readonly DeliveryLedger _ledger = new(db, account.Shared.Time);

    /// <summary>Reads the next page of the audience, or completes the fan-out if nobody is left.</summary>
    public async Task ReadPageAsync(FanOutCursor cursor, CancellationToken cancellationToken)
    {
        await ReadArticleAsync(cursor, cancellationToken);
        if (cursor.Article is { } article && cursor.Alert.IsCurrent(article, account.Now)
            && await cursor.ReadPageAsync(db, Page, account.Now, cancellationToken))
        {
            cursor.IsExhausted = false;
            // Nobody on the page wants the alert, so the cursor moves past it and the page is not read again after a restart.
            if (cursor.NextAhead is null)
                await MoveCursorAsync(cursor, cursor.SettledHaving(cursor.Reached), cancellationToken);
            return;
        }

        cursor.IsExhausted = true;
        if (!cursor.HasInFlight)
            await FinishAsync(cursor, cancellationToken);
    }

    /// <summary>Returns the delivery to the next chat of an audience; null if that chat does not want it or must wait.</summary>
    public async Task<PendingDelivery?> NextAsync(
        FanOutCursor cursor, IReadOnlyCollection<PendingDelivery> inFlight, CancellationToken cancellationToken)
    {
        var now = account.Now;
        var id = cursor.NextAhead!.Value;
        await ReadArticleAsync(cursor, cancellationToken);
        if (cursor.Article is not { } article || !cursor.Alert.IsCurrent(article, account.Now))
        {
            cursor.Turn([], cursor.Reached);
            return null;
        }

        var chat = await ChatSnapshot.ReadAsync(db, account, id, cancellationToken);
        var match = chat is null ? null : await chat.MatchAsync(cursor.Alert, cursor.Topics, cursor.Evaluator!, cancellationToken);
        if (match is not { IsWanted: true } || await chat!.StoryAsync(cursor.Alert, cancellationToken) is not { IsQueued: false } story)
        {
            cursor.Take(id);
            return null;
        }

        var decision = IsLate(cursor, now)
            ? DeliveryPolicy.HoldLate(now)
            : await chat.DecideAsync(match.DecidedBy, cursor.Alert, cancellationToken);
        if (decision is DeliveryDecision.Hold hold)
        {
            if (!story.IsHeld)
                await QueueAsync(cursor, id, [(cursor, match)], chat.Subscriber, hold.Until, hold.Kind, cancellationToken);
            cursor.Take(id);
            return null;
        }

        return await SendOrQueueAsync(cursor, article, chat, match, decision is DeliveryDecision.Send { Silently: true }, inFlight,
            cancellationToken);
    }

    // It may be sent now, unless the chat must receive something else first.
    private async Task<PendingDelivery?> SendOrQueueAsync(
        FanOutCursor cursor, Article article, ChatSnapshot chat, Match match, bool isSilent, IReadOnlyCollection<PendingDelivery> inFlight,
        CancellationToken cancellationToken)
    {
        var (now, id) = (account.Now, chat.Subscriber.Id);
        IReadOnlyList<FanOutCursor> notThereYet = cursor.Alert.Kind == AlertKind.New ? fanOuts.BehindAt(cursor, id) : [];
        var behind = await WantedOfAsync(notThereYet, chat, cancellationToken);
        if (await MustQueueAsync(chat.Subscriber, inFlight, cancellationToken) is { } dueAt)
        {
            await QueueAsync(cursor, id, [.. behind, (cursor, match)], chat.Subscriber, dueAt, HoldKind.Turn, cancellationToken);
            cursor.Take(id);
            return null;
        }

        // If the chat has several earlier alerts to receive, all are queued at once: finding them again at each send would cost n
        // checks for each of n alerts.
        if (behind.Count > 1)
        {
            await QueueAsync(cursor, id, [.. behind, (cursor, match)], chat.Subscriber, now, HoldKind.Turn, cancellationToken);
            cursor.Take(id);
            return null;
        }

        if (behind.Count > 0)
        {
            // The cursor stays here, because the chat receives the earlier alert first.
            var (earlier, subscription) = behind[0];
            return new PendingDelivery(earlier.Alert, earlier.Article!, chat.Subscriber, null, null, 0)
            {
                Subscription = subscription.DecidedBy,
                IsSilent = await chat.DecideAsync(subscription.DecidedBy, earlier.Alert, cancellationToken)
                    is DeliveryDecision.Send { Silently: true },
            };
        }

        cursor.Launch(id);
        return new PendingDelivery(cursor.Alert, article, chat.Subscriber, cursor, null, 0)
        {
            Subscription = match.DecidedBy,
            IsSilent = isSilent,
        };
    }

    // Fan-outs of one class run in parallel; if a later one reaches a chat first, the earlier alerts are sent before it.
    private async Task<List<(FanOutCursor Cursor, Match Match)>> WantedOfAsync(IReadOnlyList<FanOutCursor> notThereYet, ChatSnapshot chat,
        CancellationToken cancellationToken)
    {
        List<(FanOutCursor, Match)> earlier = [];
        foreach (var other in notThereYet)
        {
            await ReadArticleAsync(other, cancellationToken);
            if (other.Article is not { } article || !other.Alert.IsCurrent(article, account.Now))
                continue;
            var match = await chat.MatchAsync(other.Alert, other.Topics, other.Evaluator!, cancellationToken);
            // An alert that the chat wants later does not precede one that it wants now.
            if (match.IsWanted && await chat.DecideAsync(match.DecidedBy, other.Alert, cancellationToken) is DeliveryDecision.Send
                && await chat.StoryAsync(other.Alert, cancellationToken) is { IsQueued: false })
                earlier.Add((other, match));
        }

        return earlier;
    }

    /// <summary>
    /// Queues the alerts that the chat should have received before the first waiting delivery. Returns true if there were any.
    /// </summary>
    public async Task<bool> QueueEarlierAsync(DeferredDelivery head, CancellationToken cancellationToken)
    {
        var now = account.Now;
        var behind = fanOuts.SetBackBehind(head);
        if (behind.Count == 0 || await ChatSnapshot.ReadAsync(db, account, head.SubscriberId, cancellationToken) is not { } chat)
            return false;
        var earlier = await WantedOfAsync(behind, chat, cancellationToken);
        if (earlier.Count == 0)
            return false;
        var cursor = earlier[0].Cursor;
        await QueueAsync(cursor, cursor.Reached, earlier, chat.Subscriber, now, HoldKind.Turn, cancellationToken);
        return true;
    }

    private async Task ReadArticleAsync(FanOutCursor cursor, CancellationToken cancellationToken)
    {
        var now = account.Now;
        if (cursor.Article is null || now - cursor.ReadAt >= ArticleLasts)
            cursor.Read(await articles.FindAsync(cursor.Alert.ArticleId, cancellationToken), now);
    }

    private async Task<DateTimeOffset?> MustQueueAsync(
        Subscriber subscriber, IReadOnlyCollection<PendingDelivery> inFlight, CancellationToken cancellationToken)
    {
        var now = account.Now;
        var freeAt = account.Pace.ChatFreeAt(subscriber.ChatId);
        if (freeAt > now)
            return freeAt;
        var aside = account.Platform.Capabilities.StepsAsideAfter;
        var busy = inFlight.Any(p => p.Subscriber.Id == subscriber.Id)
            || await db.Deferred.AnyAsync(
                d => d.SubscriberId == subscriber.Id && !d.IsGathered && (d.Hold != HoldKind.Retry || d.Attempts < aside),
                cancellationToken);
        return busy ? now : null;
    }

    /// <param name="reached">How far the fan-out has come including this chat.</param>
    private async Task QueueAsync(
        FanOutCursor cursor, long reached, IReadOnlyList<(FanOutCursor Cursor, Match Match)> deliveries, Subscriber subscriber,
            DateTimeOffset dueAt, HoldKind hold,
        CancellationToken cancellationToken)
    {
        // If several alerts bring one story, the earliest is enough.
        foreach (var (waiting, match) in deliveries.DistinctBy(p => p.Cursor.Alert.ArticleId))
            _ledger.Defer(waiting.Alert, subscriber, match.DecidedBy?.Topic, hold,
                dueAt, null);
        var settled = cursor.SettledHaving(reached);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // A process that was suspended learns here that another node has the lane, which queues these alerts itself.
        if (await MoveCursorAsync(cursor, settled, cancellationToken) > 0)
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        db.ChangeTracker.Clear();
    }

    private Task<int> MoveCursorAsync(FanOutCursor cursor, long settled, CancellationToken cancellationToken) =>
        cursor.Row(db).ExecuteUpdateAsync(set => set.SetProperty(f => f.Cursor, settled), cancellationToken);

    private async Task FinishAsync(FanOutCursor cursor, CancellationToken cancellationToken)
    {
        var now = account.Now;
        await cursor.Row(db).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.State, FanOutState.Finished)
                .SetProperty(f => f.Cursor, cursor.Reached)
                .SetProperty(f => f.FinishedAt, now),
            cancellationToken);
        fanOuts.Remove(cursor);
    }

    // If several alerts are late for everybody after an outage, each chat receives them as one message.
    private bool IsLate(FanOutCursor cursor, DateTimeOffset now) =>
        DeliveryPolicy.IsLate(cursor.Alert, account.Options, now) && fanOuts.CatchesUp(account.Options, now);
}
