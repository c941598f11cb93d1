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
/// Takes deliveries from the audiences of open fan-outs: never past a chat's queue, and never past an earlier alert of the
/// class that the chat has not had yet.
/// </summary>
internal sealed class FanOutDeliveries(
    AlertsDb db, ArticleReader articles, LaneAccount account, OpenFanOuts fanOuts)
{
    private const int Page = 256;

    private static readonly TimeSpan ArticleLasts = TimeSpan.FromSeconds(1);

    private readonly DeliveryLedger _ledger = new(db, account.Shared.Time);

    /// <summary>Reads the next page of the audience, or finishes the fan-out when nobody is left.</summary>
    public async Task ReadPageAsync(FanOutCursor cursor, CancellationToken cancellationToken)
    {
        await ReadArticleAsync(cursor, cancellationToken);
        if (cursor.Article is { } article && cursor.Alert.IsCurrent(article, account.Now)
            && await cursor.ReadPageAsync(db, Page, account.Now, cancellationToken))
        {
            cursor.IsExhausted = false;
            // Nobody on it wants it: a long way through such pages is not gone twice.
            if (cursor.NextAhead is null)
                await MoveCursorAsync(cursor, cursor.SettledHaving(cursor.Reached), cancellationToken);
            return;
        }

        cursor.IsExhausted = true;
        if (!cursor.HasInFlight)
            await FinishAsync(cursor, cancellationToken);
    }

    /// <summary>Returns the delivery to the next chat of an audience; null when that one does not want it, or has to wait.</summary>
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

    // It may go now, unless the chat has to hear of something else first.
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

        // Many that the chat has yet to hear of are settled in one go: looked for again at each send, a backlog of n would cost
        // n looks each.
        if (behind.Count > 1)
        {
            await QueueAsync(cursor, id, [.. behind, (cursor, match)], chat.Subscriber, now, HoldKind.Turn, cancellationToken);
            cursor.Take(id);
            return null;
        }

        if (behind.Count > 0)
        {
            // The cursor stays here: the chat hears of the earlier alert first.
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

    // Fan-outs of one class go side by side; where a later one comes to a chat first, the earlier alerts go before it.
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
            // What the chat wants later does not come before what it wants now.
            if (match.IsWanted && await chat.DecideAsync(match.DecidedBy, other.Alert, cancellationToken) is DeliveryDecision.Send
                && await chat.StoryAsync(other.Alert, cancellationToken) is { IsQueued: false })
                earlier.Add((other, match));
        }

        return earlier;
    }

    /// <summary>Queues what a chat should have had before the first delivery that waits for it. Returns true when there was any.</summary>
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
        var busy = inFlight.Any(p => p.Subscriber.Id == subscriber.Id)
            || await db.Deferred.AnyAsync(d => d.SubscriberId == subscriber.Id && !d.IsGathered, cancellationToken);
        return busy ? now : null;
    }

    /// <param name="reached">How far the fan-out has come with that.</param>
    private async Task QueueAsync(
        FanOutCursor cursor, long reached, IReadOnlyList<(FanOutCursor Cursor, Match Match)> deliveries, Subscriber subscriber,
            DateTimeOffset dueAt, HoldKind hold,
        CancellationToken cancellationToken)
    {
        // Of several that bring one story the earliest is enough.
        foreach (var (waiting, match) in deliveries.DistinctBy(p => p.Cursor.Alert.ArticleId))
            _ledger.Defer(waiting.Alert, subscriber, match.DecidedBy?.Topic, hold,
                dueAt, null);
        var settled = cursor.SettledHaving(reached);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Whoever was frozen until now finds out here that another node has the lane, and what it would queue.
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

    // After an outage several alerts are late for everybody: each chat gets them as one.
    private bool IsLate(FanOutCursor cursor, DateTimeOffset now) =>
        DeliveryPolicy.IsLate(cursor.Alert, account.Options, now) && fanOuts.CatchesUp(account.Options, now);
}
