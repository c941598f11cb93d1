using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>
/// Chooses what a lane sends next: the most urgent class first; within a class the deferred and each walk in turn; never
/// past a chat's queue, and never past an earlier alert of the class that the chat has not had yet.
/// </summary>
internal sealed class NextDelivery(
    AlertsDb db, ArticleReader articles, IChatPlatform platform, OpenFanOuts fanOuts, SendingPace pace, DeferredQueue queue, DigestQueue digests,
    DeliveryDecider decider, SentMessageFinder messages, AlertsOptions options, TimeProvider time)
{
    private const int Page = 256;

    // A walk through many who do not want it gives way after so many pages: something more urgent may have come.
    private const int PagesAtOnce = 8;
    private static readonly TimeSpan ArticleLasts = TimeSpan.FromSeconds(1);

    // After so long, those of several late alerts that a chat waits for have come together.
    private static readonly TimeSpan LateTogether = TimeSpan.FromMinutes(1);

    private bool _gaveWay;

    /// <param name="inFlight">What must not be overtaken.</param>
    /// <returns>Null when nothing may go now, or for the moment: see <see cref="GaveWay"/>.</returns>
    public async Task<PendingDelivery?> FindAsync(IReadOnlyCollection<PendingDelivery> inFlight, CancellationToken cancellationToken)
    {
        var pages = 0;
        while (pages < PagesAtOnce)
        {
            var cursor = fanOuts.Next(inFlight);
            var head = await queue.NextHeadAsync(inFlight, cursor?.FanOut.Priority ?? Priority.Low, cancellationToken);
            var isUrgent = head?.Priority == Priority.Urgent || cursor?.FanOut.Priority == Priority.Urgent;
            if (!isUrgent && await digests.NextAsync(inFlight, cancellationToken) is { } gathered)
                return gathered;
            if (head is not null && fanOuts.QueueGoesFirst(cursor, head.Priority))
            {
                fanOuts.ServedQueue();
                if (!await QueueEarlierAsync(head, cancellationToken) && await queue.TakeAsync(head, cancellationToken) is { } deferred)
                    return deferred;
            }
            else if (cursor is null)
            {
                return null;
            }
            else if (cursor.NextAhead is null)
            {
                pages++;
                await ReadPageAsync(cursor, cancellationToken);
            }
            else
            {
                fanOuts.Served(cursor);
                if (await FromAudienceAsync(cursor, inFlight, cancellationToken) is { } delivery)
                    return delivery;
            }
        }

        _gaveWay = true;
        return null;
    }

    /// <summary>There is more to look through: ask again at once.</summary>
    public bool GaveWay => _gaveWay || digests.HasMore;

    /// <summary>When the first of the waiting chats may be served; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        var queued = await queue.NextDueAsync(cancellationToken);
        return await digests.NextDueAsync(cancellationToken) is { } gathered && (queued is null || gathered < queued) ? gathered : queued;
    }

    // After an outage several alerts are late for everybody: each chat gets them as one.
    private bool IsLate(FanOutCursor cursor, DateTimeOffset now) =>
        cursor.Alert is { Kind: AlertKind.New, Priority: not Priority.Urgent }
        && now - cursor.Alert.CreatedAt > options.CatchUpAfter
        && fanOuts.CatchesUp(options, now);

    private async Task ReadPageAsync(FanOutCursor cursor, CancellationToken cancellationToken)
    {
        await ReadArticleAsync(cursor, cancellationToken);
        if (cursor.Article is { } article && cursor.Alert.IsCurrent(article, time.GetUtcNow())
            && await Audience.ReadPageAsync(db, cursor, Page, time.GetUtcNow(), cancellationToken))
        {
            cursor.Ended = false;
            // Nobody on it wants it: a long way through such pages is not gone twice.
            if (cursor.NextAhead is null)
                await MoveCursorAsync(cursor, cursor.SettledHaving(cursor.Reached), cancellationToken);
            return;
        }

        cursor.Ended = true;
        if (!cursor.HasInFlight)
            await FinishAsync(cursor, cancellationToken);
    }

    private async Task<PendingDelivery?> FromAudienceAsync(FanOutCursor cursor, IReadOnlyCollection<PendingDelivery> inFlight, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = cursor.NextAhead!.Value;
        await ReadArticleAsync(cursor, cancellationToken);
        if (cursor.Article is not { } article || !cursor.Alert.IsCurrent(article, time.GetUtcNow()))
        {
            cursor.Turn([], cursor.Reached);
            return null;
        }

        var chat = await ChatSnapshot.ReadAsync(db, id, now, cancellationToken);
        var match = chat is null ? null : await chat.MatchAsync(cursor.Alert, cursor.Topics, cursor.Evaluator!, cancellationToken);
        if (match is not { IsWanted: true } || await chat!.StoryAsync(cursor.Alert, cancellationToken) is not { IsQueued: false } story)
        {
            cursor.Take(id);
            return null;
        }

        var decision = IsLate(cursor, now) ? new DeliveryDecision.Hold(HoldKind.Flood, now + LateTogether) : await decider.OfAsync(chat.Subscriber, match.DecidedBy, cursor.Alert, cancellationToken);
        if (decision is DeliveryDecision.Hold hold)
        {
            if (!story.IsHeld)
                await QueueAsync(cursor, id, [(cursor, match)], chat.Subscriber, hold.Until, hold.Kind, cancellationToken);
            cursor.Take(id);
            return null;
        }

        IReadOnlyList<FanOutCursor> notThereYet = cursor.Alert.Kind == AlertKind.New ? fanOuts.BehindAt(cursor, id) : [];
        var behind = await WantedOfAsync(notThereYet, chat, cancellationToken);
        if (await MustQueueAsync(chat.Subscriber, inFlight, cancellationToken) is { } dueAt)
        {
            await QueueAsync(cursor, id, [.. behind, (cursor, match)], chat.Subscriber, dueAt, HoldKind.Turn, cancellationToken);
            cursor.Take(id);
            return null;
        }

        // Many that the chat has yet to hear of are settled in one go: looked for again at each send, a backlog of n would cost n looks each.
        if (behind.Count > 1)
        {
            await QueueAsync(cursor, id, [.. behind, (cursor, match)], chat.Subscriber, now, HoldKind.Turn, cancellationToken);
            cursor.Take(id);
            return null;
        }

        if (behind.Count > 0)
        {
            // The walk stays here: the chat hears of the earlier alert first.
            var (earlier, subscription) = behind[0];
            return new PendingDelivery(earlier.Alert, earlier.Article!, chat.Subscriber, null, null, 0)
            {
                Subscription = subscription.DecidedBy,
                IsSilent = await decider.OfAsync(chat.Subscriber, subscription.DecidedBy, earlier.Alert, cancellationToken) is DeliveryDecision.Send { Silently: true },
            };
        }

        var delivery = await messages.WithMessageAsync(
            new PendingDelivery(cursor.Alert, article, chat.Subscriber, cursor, null, 0) { Subscription = match.DecidedBy, IsSilent = decision is DeliveryDecision.Send { Silently: true } },
            cancellationToken);
        cursor.Launch(id);
        return delivery;
    }

    // Walks of one class go side by side; where a later one comes to a chat first, the earlier alerts go before it.
    private async Task<List<(FanOutCursor FanOutCursor, Match Match)>> WantedOfAsync(IReadOnlyList<FanOutCursor> notThereYet, ChatSnapshot chat, CancellationToken cancellationToken)
    {
        List<(FanOutCursor, Match)> earlier = [];
        foreach (var other in notThereYet)
        {
            await ReadArticleAsync(other, cancellationToken);
            if (other.Article is not { } article || !other.Alert.IsCurrent(article, time.GetUtcNow()))
                continue;
            var match = await chat.MatchAsync(other.Alert, other.Topics, other.Evaluator!, cancellationToken);
            // What the chat wants later does not come before what it wants now.
            if (match.IsWanted && await decider.OfAsync(chat.Subscriber, match.DecidedBy, other.Alert, cancellationToken) is DeliveryDecision.Send
                && await chat.StoryAsync(other.Alert, cancellationToken) is { IsQueued: false })
                earlier.Add((other, match));
        }

        return earlier;
    }

    /// <summary>What a chat should have had before the first that waits for it takes its place in the queue.</summary>
    private async Task<bool> QueueEarlierAsync(DeferredDelivery head, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var behind = fanOuts.SetBackBehind(head);
        if (behind.Count == 0 || await ChatSnapshot.ReadAsync(db, head.SubscriberId, now, cancellationToken) is not { } chat)
            return false;
        var earlier = await WantedOfAsync(behind, chat, cancellationToken);
        if (earlier.Count == 0)
            return false;
        var cursor = earlier[0].FanOutCursor;
        await QueueAsync(cursor, cursor.Reached, earlier, chat.Subscriber, now, HoldKind.Turn, cancellationToken);
        return true;
    }

    private async Task ReadArticleAsync(FanOutCursor cursor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (cursor.Article is null || now - cursor.ReadAt >= ArticleLasts)
            cursor.Read(await articles.FindAsync(cursor.Alert.ArticleId, cancellationToken), now);
    }

    private async Task<DateTimeOffset?> MustQueueAsync(
        Subscriber subscriber, IReadOnlyCollection<PendingDelivery> inFlight, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var freeAt = pace.ChatFreeAt(subscriber.ChatId);
        if (freeAt > now)
            return freeAt;
        var busy = inFlight.Any(p => p.Subscriber.Id == subscriber.Id)
            || await db.Deferred.AnyAsync(d => d.SubscriberId == subscriber.Id && !d.IsGathered, cancellationToken);
        return busy ? now : null;
    }

    /// <param name="reached">How far the walk has come with that.</param>
    private async Task QueueAsync(
        FanOutCursor cursor, long reached, IReadOnlyList<(FanOutCursor FanOutCursor, Match Match)> deliveries, Subscriber subscriber, DateTimeOffset dueAt, HoldKind hold,
        CancellationToken cancellationToken)
    {
        // Of several that bring one story the earliest is enough.
        db.Deferred.AddRange(deliveries.DistinctBy(p => p.FanOutCursor.Alert.ArticleId).Select(p => new DeferredDelivery
        {
            AlertRevision = p.FanOutCursor.Alert.Revision,
            SubscriberId = subscriber.Id,
            Platform = platform.Platform,
            Account = platform.Account,
            Priority = p.FanOutCursor.Alert.Priority,
            DueAt = dueAt,
            Hold = hold,
            Topic = p.Match.DecidedBy is { } subscription ? AlertTopic.Format(subscription.Topic) : null,
            CreatedAt = time.GetUtcNow(),
        }));
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
        var now = time.GetUtcNow();
        await cursor.Row(db).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.State, FanOutState.Finished)
                .SetProperty(f => f.Cursor, cursor.Reached)
                .SetProperty(f => f.FinishedAt, now),
            cancellationToken);
        fanOuts.Remove(cursor);
    }
}
