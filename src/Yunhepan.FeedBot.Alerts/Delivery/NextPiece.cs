using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>
/// Chooses what a lane sends next: the most urgent class first; within a class the deferred and each walk in turn; never
/// past a chat's queue, and never past an earlier alert of the class that the chat has not had yet.
/// </summary>
internal sealed class NextPiece(
    AlertsDb db, ArticleReader articles, IChatPlatform platform, OpenWalks walks, SendingPace pace, DeferredQueue queue, Gathering gathering,
    Rulings rulings, SentMessages messages, AlertsOptions options, TimeProvider time)
{
    private const int Page = 256;

    // A walk through many who do not want it gives way after so many pages: something more urgent may have come.
    private const int PagesAtOnce = 8;
    private static readonly TimeSpan ArticleLasts = TimeSpan.FromSeconds(1);

    // After so long, those of several late alerts that a chat waits for have come together.
    private static readonly TimeSpan LateTogether = TimeSpan.FromMinutes(1);

    private bool _gaveWay;

    /// <param name="inTheAir">What must not be overtaken.</param>
    /// <returns>Null when nothing may go now, or for the moment: see <see cref="GaveWay"/>.</returns>
    public async Task<OnePiece?> FindAsync(IReadOnlyCollection<OnePiece> inTheAir, CancellationToken cancellationToken)
    {
        var pages = 0;
        while (pages < PagesAtOnce)
        {
            var walk = walks.Next(inTheAir);
            var head = await queue.NextHeadAsync(inTheAir, walk?.FanOut.Priority ?? Priority.Low, cancellationToken);
            var isUrgent = head?.Priority == Priority.Urgent || walk?.FanOut.Priority == Priority.Urgent;
            if (!isUrgent && await gathering.NextAsync(inTheAir, cancellationToken) is { } gathered)
                return gathered;
            if (head is not null && walks.QueueGoesFirst(walk, head.Priority))
            {
                walks.ServedQueue();
                if (!await QueueEarlierAsync(head, cancellationToken) && await queue.TakeAsync(head, cancellationToken) is { } deferred)
                    return deferred;
            }
            else if (walk is null)
            {
                return null;
            }
            else if (walk.NextAhead is null)
            {
                pages++;
                await TurnPageAsync(walk, cancellationToken);
            }
            else
            {
                walks.Served(walk);
                if (await FromAudienceAsync(walk, inTheAir, cancellationToken) is { } piece)
                    return piece;
            }
        }

        _gaveWay = true;
        return null;
    }

    /// <summary>There is more to look through: ask again at once.</summary>
    public bool GaveWay => _gaveWay || gathering.HasMore;

    /// <summary>When the first of the waiting chats may be served; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        var queued = await queue.NextDueAsync(cancellationToken);
        return await gathering.NextDueAsync(cancellationToken) is { } gathered && (queued is null || gathered < queued) ? gathered : queued;
    }

    // After an outage several alerts are late for everybody: each chat gets them as one.
    private bool IsLate(Walk walk, DateTimeOffset now) =>
        walk.Alert is { Kind: AlertKind.New, Priority: not Priority.Urgent }
        && now - walk.Alert.CreatedAt > options.CatchUpAfter
        && walks.CatchesUp(options, now);

    private async Task TurnPageAsync(Walk walk, CancellationToken cancellationToken)
    {
        await ReadArticleAsync(walk, cancellationToken);
        if (walk.Article is { } article && walk.Alert.IsCurrent(article, time.GetUtcNow())
            && await Audience.TurnPageAsync(db, walk, Page, time.GetUtcNow(), cancellationToken))
        {
            walk.Ended = false;
            // Nobody on it wants it: a long way through such pages is not gone twice.
            if (walk.NextAhead is null)
                await MoveCursorAsync(walk, walk.SettledHaving(walk.Reached), cancellationToken);
            return;
        }

        walk.Ended = true;
        if (!walk.HasInTheAir)
            await FinishAsync(walk, cancellationToken);
    }

    private async Task<OnePiece?> FromAudienceAsync(Walk walk, IReadOnlyCollection<OnePiece> inTheAir, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = walk.NextAhead!.Value;
        await ReadArticleAsync(walk, cancellationToken);
        if (walk.Article is not { } article || !walk.Alert.IsCurrent(article, time.GetUtcNow()))
        {
            walk.Turn([], walk.Reached);
            return null;
        }

        var chat = await ChatNow.ReadAsync(db, id, now, cancellationToken);
        var verdict = chat is null ? null : await chat.JudgeAsync(walk.Alert, walk.Topics, walk.Judge!, cancellationToken);
        if (verdict is not { IsWanted: true } || await chat!.StoryAsync(walk.Alert, cancellationToken) is not { IsQueued: false } story)
        {
            walk.Take(id);
            return null;
        }

        var ruling = IsLate(walk, now) ? new Ruling.Hold(HoldKind.Flood, now + LateTogether) : await rulings.OfAsync(chat.Subscriber, verdict.Because, walk.Alert, cancellationToken);
        if (ruling is Ruling.Hold hold)
        {
            if (!story.IsHeld)
                await QueueAsync(walk, id, [(walk, verdict)], chat.Subscriber, hold.Until, hold.Kind, cancellationToken);
            walk.Take(id);
            return null;
        }

        IReadOnlyList<Walk> notThereYet = walk.Alert.Kind == AlertKind.New ? walks.BehindAt(walk, id) : [];
        var behind = await WantedOfAsync(notThereYet, chat, cancellationToken);
        if (await MustQueueAsync(chat.Subscriber, inTheAir, cancellationToken) is { } dueAt)
        {
            await QueueAsync(walk, id, [.. behind, (walk, verdict)], chat.Subscriber, dueAt, HoldKind.Turn, cancellationToken);
            walk.Take(id);
            return null;
        }

        // Many that the chat has yet to hear of are settled in one go: looked for again at each send, a backlog of n would cost n looks each.
        if (behind.Count > 1)
        {
            await QueueAsync(walk, id, [.. behind, (walk, verdict)], chat.Subscriber, now, HoldKind.Turn, cancellationToken);
            walk.Take(id);
            return null;
        }

        if (behind.Count > 0)
        {
            // The walk stays here: the chat hears of the earlier alert first.
            var (earlier, wish) = behind[0];
            return new OnePiece(earlier.Alert, earlier.Article!, chat.Subscriber, null, null, 0)
            {
                Wish = wish.Because,
                IsSilent = await rulings.OfAsync(chat.Subscriber, wish.Because, earlier.Alert, cancellationToken) is Ruling.Send { Silently: true },
            };
        }

        var piece = await messages.WithMessageAsync(
            new OnePiece(walk.Alert, article, chat.Subscriber, walk, null, 0) { Wish = verdict.Because, IsSilent = ruling is Ruling.Send { Silently: true } },
            cancellationToken);
        walk.Launch(id);
        return piece;
    }

    // Walks of one class go side by side; where a later one comes to a chat first, the earlier alerts go before it.
    private async Task<List<(Walk Walk, Verdict Verdict)>> WantedOfAsync(IReadOnlyList<Walk> notThereYet, ChatNow chat, CancellationToken cancellationToken)
    {
        List<(Walk, Verdict)> earlier = [];
        foreach (var other in notThereYet)
        {
            await ReadArticleAsync(other, cancellationToken);
            if (other.Article is not { } article || !other.Alert.IsCurrent(article, time.GetUtcNow()))
                continue;
            var verdict = await chat.JudgeAsync(other.Alert, other.Topics, other.Judge!, cancellationToken);
            // What the chat wants later does not come before what it wants now.
            if (verdict.IsWanted && await rulings.OfAsync(chat.Subscriber, verdict.Because, other.Alert, cancellationToken) is Ruling.Send
                && await chat.StoryAsync(other.Alert, cancellationToken) is { IsQueued: false })
                earlier.Add((other, verdict));
        }

        return earlier;
    }

    /// <summary>What a chat should have had before the first that waits for it takes its place in the queue.</summary>
    private async Task<bool> QueueEarlierAsync(DeferredDelivery head, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var behind = walks.SetBackBehind(head);
        if (behind.Count == 0 || await ChatNow.ReadAsync(db, head.SubscriberId, now, cancellationToken) is not { } chat)
            return false;
        var earlier = await WantedOfAsync(behind, chat, cancellationToken);
        if (earlier.Count == 0)
            return false;
        var walk = earlier[0].Walk;
        await QueueAsync(walk, walk.Reached, earlier, chat.Subscriber, now, HoldKind.Turn, cancellationToken);
        return true;
    }

    private async Task ReadArticleAsync(Walk walk, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (walk.Article is null || now - walk.ReadAt >= ArticleLasts)
            walk.Read(await articles.FindAsync(walk.Alert.ArticleId, cancellationToken), now);
    }

    private async Task<DateTimeOffset?> MustQueueAsync(
        Subscriber subscriber, IReadOnlyCollection<OnePiece> inTheAir, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var freeAt = pace.ChatFreeAt(subscriber.ChatId);
        if (freeAt > now)
            return freeAt;
        var busy = inTheAir.Any(p => p.Subscriber.Id == subscriber.Id)
            || await db.Deferred.AnyAsync(d => d.SubscriberId == subscriber.Id && !d.IsGathered, cancellationToken);
        return busy ? now : null;
    }

    /// <param name="reached">How far the walk has come with that.</param>
    private async Task QueueAsync(
        Walk walk, long reached, IReadOnlyList<(Walk Walk, Verdict Verdict)> pieces, Subscriber subscriber, DateTimeOffset dueAt, HoldKind hold,
        CancellationToken cancellationToken)
    {
        // Of several that bring one story the earliest is enough.
        db.Deferred.AddRange(pieces.DistinctBy(p => p.Walk.Alert.ArticleId).Select(p => new DeferredDelivery
        {
            AlertRevision = p.Walk.Alert.Revision,
            SubscriberId = subscriber.Id,
            Platform = platform.Platform,
            Account = platform.Account,
            Priority = p.Walk.Alert.Priority,
            DueAt = dueAt,
            Hold = hold,
            Topic = p.Verdict.Because is { } wish ? AlertTopic.Format(wish.Topic) : null,
            CreatedAt = time.GetUtcNow(),
        }));
        var settled = walk.SettledHaving(reached);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Whoever was frozen until now finds out here that another node has the lane, and what it would queue.
        if (await MoveCursorAsync(walk, settled, cancellationToken) > 0)
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        db.ChangeTracker.Clear();
    }

    private Task<int> MoveCursorAsync(Walk walk, long settled, CancellationToken cancellationToken) =>
        walk.Row(db).ExecuteUpdateAsync(set => set.SetProperty(f => f.Cursor, settled), cancellationToken);

    private async Task FinishAsync(Walk walk, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await walk.Row(db).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.State, FanOutState.Finished)
                .SetProperty(f => f.Cursor, walk.Reached)
                .SetProperty(f => f.FinishedAt, now),
            cancellationToken);
        walks.Remove(walk);
    }
}
