using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Matching;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>
/// Chooses what a lane sends next: the most urgent class first; within a class the deferred and each walk in turn; never
/// past a chat's queue, and never past an earlier alert of the class that the chat has not had yet.
/// </summary>
internal sealed class NextPiece(
    AlertsDb db, ArticleReader articles, IChatPlatform platform, OpenWalks walks, SendingPace pace, Func<Subscriber, LocalClock> clocks,
    AlertsOptions options, TimeProvider time)
{
    private const int Heads = 16;
    private const int Page = 256;

    // A walk through many who do not want it gives way after so many pages: something more urgent may have come.
    private const int PagesAtOnce = 8;
    private static readonly TimeSpan ArticleLasts = TimeSpan.FromSeconds(1);

    // After so long, those of several late alerts that a chat waits for have come together.
    private static readonly TimeSpan LateTogether = TimeSpan.FromMinutes(1);

    private readonly Gathering _gathering = new(db, articles, platform, pace, clocks, time);
    private Queue<long>? _due;

    /// <param name="inTheAir">What must not be overtaken.</param>
    /// <returns>Null when nothing may go now, or for the moment: see <see cref="GaveWay"/>.</returns>
    public async Task<OnePiece?> FindAsync(IReadOnlyCollection<OnePiece> inTheAir, CancellationToken cancellationToken)
    {
        var pages = 0;
        while (pages < PagesAtOnce)
        {
            var walk = walks.Next(inTheAir);
            var head = await NextHeadAsync(inTheAir, cancellationToken);
            var isUrgent = head?.Priority == AlertPriority.Urgent || walk?.FanOut.Priority == AlertPriority.Urgent;
            if (!isUrgent && await GatheredAsync(inTheAir, cancellationToken) is { } gathered)
                return gathered;
            if (head is not null && walks.QueueGoesFirst(walk, head.Priority))
            {
                walks.ServedQueue();
                if (await FromQueueAsync(head, cancellationToken) is { } deferred)
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

        GaveWay = true;
        return null;
    }

    /// <summary>There is more to look through: ask again at once.</summary>
    public bool GaveWay { get; private set; }

    /// <summary>When the first of the waiting chats may be served; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        var queued = await Queued().MinAsync(d => (DateTimeOffset?)d.DueAt, cancellationToken);
        return await _gathering.NextDueAsync(cancellationToken) is { } gathered && (queued is null || gathered < queued) ? gathered : queued;
    }

    // One in each turn of the lane: a morning's digests and the news of the moment go side by side.
    private async Task<OnePiece?> GatheredAsync(IReadOnlyCollection<OnePiece> inTheAir, CancellationToken cancellationToken)
    {
        _due ??= new Queue<long>(await _gathering.DueAsync(1 + inTheAir.Count, cancellationToken));
        while (_due.TryDequeue(out var chat))
        {
            if (inTheAir.All(p => p.Subscriber.Id != chat) && await _gathering.ForAsync(chat, cancellationToken) is { } piece)
            {
                _due.Clear();
                return piece;
            }
        }

        return null;
    }

    private IQueryable<DeferredDelivery> Queued() =>
        db.Deferred.AsNoTracking()
            .Where(d => d.Platform == platform.Platform && d.Account == platform.Account && !d.IsGathered
                && !db.Deferred.Any(e => e.SubscriberId == d.SubscriberId && !e.IsGathered
                    && (e.Priority < d.Priority || (e.Priority == d.Priority && e.AlertRevision < d.AlertRevision))));

    // The first of its chat's queue, that is due.
    private async Task<DeferredDelivery?> NextHeadAsync(IReadOnlyCollection<OnePiece> inTheAir, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var heads = await Queued().Where(d => d.DueAt <= now)
            .OrderBy(d => d.Priority).ThenBy(d => d.AlertRevision).ThenBy(d => d.SubscriberId)
            .Take(Heads + inTheAir.Count)
            .ToListAsync(cancellationToken);
        return heads.Find(h => inTheAir.All(p => p.Subscriber.Id != h.SubscriberId));
    }

    private async Task<OnePiece?> FromQueueAsync(DeferredDelivery head, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = db.Deferred.Where(d => d.AlertRevision == head.AlertRevision && d.SubscriberId == head.SubscriberId);
        var chat = await ChatNow.ReadAsync(db, head.SubscriberId, now, cancellationToken);
        var alert = await db.Alerts.AsNoTracking().SingleOrDefaultAsync(a => a.Revision == head.AlertRevision, cancellationToken);
        var article = alert is null ? null : await articles.FindAsync(alert.ArticleId, cancellationToken);
        if (chat is null || alert is null || article is null)
        {
            await row.ExecuteDeleteAsync(cancellationToken);
            return null;
        }

        if (!IsCurrent(alert, article) || await WishAsync(chat, alert, article, cancellationToken) is not { IsWanted: true } verdict)
        {
            var reason = IsCurrent(alert, article) ? Unwanted.WishesChanged : Unwanted.Withdrawn;
            await Unwanted.StrikeAsync(db, head.SubscriberId, [(alert, reason)], now, cancellationToken);
            return null;
        }

        var ruling = await RuleAsync(chat.Subscriber, verdict.Because, alert, now, cancellationToken);
        if (ruling is Ruling.Hold hold)
        {
            await row.ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, hold.Until).SetProperty(d => d.Hold, hold.Kind), cancellationToken);
            return null;
        }

        if (await IsFloodedAsync(head, alert, cancellationToken))
            return null;
        var freeAt = pace.ChatFreeAt(chat.Subscriber.ChatId);
        if (freeAt > now)
        {
            await row.ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, freeAt), cancellationToken);
            return null;
        }

        var piece = new OnePiece(alert, article, chat.Subscriber, null, null, head.Attempts)
        {
            Wish = verdict.Because,
            IsSilent = ruling is Ruling.Send { Silently: true },
            Held = head.Hold,
            HeldAt = head.CreatedAt,
        };
        return await WithMessageAsync(piece, cancellationToken);
    }

    private async Task<Ruling> RuleAsync(Subscriber chat, Subscription? wish, Alert alert, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ruling = DeliveryRules.Decide(chat, wish, alert.Kind, alert.Priority, clocks(chat), now);
        return ruling is Ruling.Send && alert is { Kind: AlertKind.New, Priority: not AlertPriority.Urgent }
            && await HourlyLimit.FreeAtAsync(db, chat, now, cancellationToken) is { } freeAt
            ? new Ruling.Hold(HoldKind.Flood, freeAt) : ruling;
    }

    // A chat that falls behind gets the newest few and a word about the rest, not one message after the other for minutes.
    private async Task<bool> IsFloodedAsync(DeferredDelivery head, Alert alert, CancellationToken cancellationToken)
    {
        if (alert.Kind != AlertKind.New || alert.Priority == AlertPriority.Urgent)
            return false;
        var now = time.GetUtcNow();
        var lateBefore = now - options.CatchUpAfter;
        var queue = db.Deferred.Where(d => d.SubscriberId == head.SubscriberId && !d.IsGathered && d.Priority != AlertPriority.Urgent
            && db.Alerts.Any(a => a.Revision == d.AlertRevision && a.Kind == AlertKind.New));
        var isFlood = options.FloodFrom > 0 && await queue.CountAsync(cancellationToken) >= options.FloodFrom;
        // What queued up during an outage is late all the same.
        if (!isFlood && options.CatchUpFrom > 0 && alert.CreatedAt < lateBefore)
            isFlood = await queue.CountAsync(d => db.Alerts.Any(a => a.Revision == d.AlertRevision && a.CreatedAt < lateBefore), cancellationToken) >= options.CatchUpFrom;
        if (!isFlood)
            return false;
        await queue.ExecuteUpdateAsync(set => set.SetProperty(d => d.Hold, HoldKind.Flood).SetProperty(d => d.DueAt, now), cancellationToken);
        _due = null;
        return true;
    }

    // After an outage several alerts are late for everybody: each chat gets them as one.
    private bool IsLate(Walk walk, DateTimeOffset now) =>
        walk.Alert is { Kind: AlertKind.New, Priority: not AlertPriority.Urgent }
        && now - walk.Alert.CreatedAt > options.CatchUpAfter
        && walks.CatchesUp(options, now);

    /// <summary>For a correction: the message to edit, and where that is a digest, the digest as it reads now.</summary>
    private async Task<OnePiece> WithMessageAsync(OnePiece piece, CancellationToken cancellationToken)
    {
        if (piece.Alert.Kind == AlertKind.New)
            return piece;
        var (alert, chat) = (piece.Alert, piece.Subscriber);
        var receipt = await db.Receipts.AsNoTracking()
            .Where(r => r.ArticleId == alert.ArticleId && r.SubscriberId == chat.Id && r.Kind == AlertKind.New)
            .Select(r => new { r.MessageId, r.Outcome, r.SentAt })
            .SingleOrDefaultAsync(cancellationToken);
        return piece with
        {
            // Sent when this was known already: its reader never saw it otherwise.
            ShowsItAlready = alert.Kind switch
            {
                AlertKind.AlsoAt => receipt?.SentAt >= alert.CreatedAt,
                AlertKind.Corrected => receipt?.SentAt > alert.CreatedAt,
                _ => false,
            },
            EditedMessageId = receipt?.MessageId,
            Digest = receipt is { Outcome: DeliveryOutcome.Digested, MessageId: { } id } ? await _gathering.AgainAsync(chat, id, cancellationToken) : null,
        };
    }

    // What had to wait is judged anew: wishes change.
    private static async Task<Verdict?> WishAsync(ChatNow chat, Alert alert, Article article, CancellationToken cancellationToken) =>
        alert.Kind == AlertKind.New && await chat.WasToldAsync(alert, cancellationToken)
            ? null
            : await chat.JudgeAsync(alert, alert.Topics.Select(AlertTopic.Parse).ToHashSet(), new FilterJudge(article), cancellationToken);

    private async Task TurnPageAsync(Walk walk, CancellationToken cancellationToken)
    {
        await ReadArticleAsync(walk, cancellationToken);
        if (walk.Article is { } article && IsCurrent(walk.Alert, article)
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
        if (walk.Article is not { } article || !IsCurrent(walk.Alert, article))
        {
            walk.Turn([], walk.Reached);
            return null;
        }

        var chat = await ChatNow.ReadAsync(db, id, now, cancellationToken);
        var verdict = chat is null ? null : await chat.JudgeAsync(walk.Alert, walk.Topics, walk.Judge!, cancellationToken);
        if (verdict is not { IsWanted: true } || await chat!.HasAsync(walk.Alert, cancellationToken))
        {
            walk.Take(id);
            return null;
        }

        var ruling = IsLate(walk, now) ? new Ruling.Hold(HoldKind.Flood, now + LateTogether) : await RuleAsync(chat.Subscriber, verdict.Because, walk.Alert, now, cancellationToken);
        if (ruling is Ruling.Hold hold)
        {
            await QueueAsync(walk, [(walk, verdict)], chat.Subscriber, hold.Until, hold.Kind, cancellationToken);
            walk.Take(id);
            return null;
        }

        var behind = await EarlierForAsync(chat, walk, cancellationToken);
        if (await MustQueueAsync(chat.Subscriber, inTheAir, cancellationToken) is { } dueAt)
        {
            await QueueAsync(walk, [.. behind, (walk, verdict)], chat.Subscriber, dueAt, HoldKind.Turn, cancellationToken);
            walk.Take(id);
            return null;
        }

        // Many that the chat has yet to hear of are settled in one go: looked for again at each send, a backlog of n would cost n looks each.
        if (behind.Count > 1)
        {
            await QueueAsync(walk, [.. behind, (walk, verdict)], chat.Subscriber, now, HoldKind.Turn, cancellationToken);
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
                IsSilent = DeliveryRules.Decide(chat.Subscriber, wish.Because, earlier.Alert.Kind, earlier.Alert.Priority, clocks(chat.Subscriber), now) is Ruling.Send { Silently: true },
            };
        }

        var piece = await WithMessageAsync(
            new OnePiece(walk.Alert, article, chat.Subscriber, walk, null, 0) { Wish = verdict.Because, IsSilent = ruling is Ruling.Send { Silently: true } },
            cancellationToken);
        walk.Launch(id);
        return piece;
    }

    // Walks of one class go side by side; where a later one comes to a chat first, the earlier alerts go before it.
    private async Task<List<(Walk Walk, Verdict Verdict)>> EarlierForAsync(ChatNow chat, Walk walk, CancellationToken cancellationToken)
    {
        List<(Walk, Verdict)> earlier = [];
        if (walk.Alert.Kind != AlertKind.New)
            return earlier;
        foreach (var other in walks.BehindAt(walk, chat.Subscriber.Id))
        {
            await ReadArticleAsync(other, cancellationToken);
            if (other.Article is not { } article || !IsCurrent(other.Alert, article))
                continue;
            var verdict = await chat.JudgeAsync(other.Alert, other.Topics, other.Judge!, cancellationToken);
            // What the chat wants later does not come before what it wants now.
            if (verdict.IsWanted && await RuleAsync(chat.Subscriber, verdict.Because, other.Alert, time.GetUtcNow(), cancellationToken) is Ruling.Send
                && !await chat.HasAsync(other.Alert, cancellationToken))
                earlier.Add((other, verdict));
        }

        return earlier;
    }

    private async Task ReadArticleAsync(Walk walk, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (walk.Article is null || now - walk.ReadAt >= ArticleLasts)
            walk.Read(await articles.FindAsync(walk.Alert.ArticleId, cancellationToken), now);
    }

    // What was withdrawn before it was sent is not sent.
    private static bool IsCurrent(Alert alert, Article article) =>
        alert.Kind == AlertKind.Withdrawn || article.WithdrawnAt is null;

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

    private async Task QueueAsync(
        Walk walk, IReadOnlyList<(Walk Walk, Verdict Verdict)> pieces, Subscriber subscriber, DateTimeOffset dueAt, HoldKind hold,
        CancellationToken cancellationToken)
    {
        db.Deferred.AddRange(pieces.Select(p => new DeferredDelivery
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
        var settled = walk.SettledHaving(subscriber.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await MoveCursorAsync(walk, settled, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
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
