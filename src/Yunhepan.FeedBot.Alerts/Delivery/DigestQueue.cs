using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>Gathers what waits beside a chat's queue (quiet hours, digest, pause, too much at once) into one message when its time has come.</summary>
internal sealed class DigestQueue(AlertsDb db, ArticleReader articles, IChatPlatform platform, SendingPace pace, Func<Subscriber, LocalClock> clocks, PatternMatcher patterns, TimeProvider time)
{
    /// <summary>So many are looked at; what is older is only counted.</summary>
    private const int Most = 40;

    /// <summary>Of what came too thick, the newest stand for all.</summary>
    private const int MostOfFlood = 5;

    private const int MostRows = 2000;
    private const int RowsPerChat = 8;

    private Queue<long>? _due;

    /// <summary>One in each turn of the lane: a morning's digests and the news of the moment go side by side.</summary>
    public async Task<PendingDelivery?> NextAsync(IReadOnlyCollection<PendingDelivery> inFlight, CancellationToken cancellationToken)
    {
        _due ??= new Queue<long>(await DueAsync(1 + inFlight.Count, cancellationToken));
        while (_due.TryDequeue(out var chat))
        {
            if (inFlight.All(p => p.Subscriber.Id != chat) && await ForAsync(chat, cancellationToken) is { } delivery)
            {
                _due.Clear();
                return delivery;
            }
        }

        return null;
    }

    /// <summary>Nothing that was looked at for a chat is wanted any more, and there is more to look at: ask again at once.</summary>
    public bool HasMore { get; private set; }

    /// <summary>More has come to be gathered: the chats are looked up anew.</summary>
    public void Forget() => _due = null;

    /// <summary>Chats whose time has come, who waited longest first.</summary>
    private async Task<IReadOnlyList<long>> DueAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Along the index, a few rows: at one hour a million chats may be due.
        var rows = await Gathered().Where(d => d.DueAt <= now).OrderBy(d => d.DueAt).Take(count * RowsPerChat)
            .Select(d => d.SubscriberId).ToListAsync(cancellationToken);
        return [.. rows.Distinct()];
    }

    /// <summary>When the next chat's time comes; null when nothing is gathered.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Gathered().MinAsync(d => (DateTimeOffset?)d.DueAt, cancellationToken);

    /// <summary>All that is due for one chat as one piece; null when nothing may go now, or nothing is wanted any more.</summary>
    private async Task<PendingDelivery?> ForAsync(long subscriberId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = Gathered().Where(d => d.SubscriberId == subscriberId && d.DueAt <= now);
        if (await ChatSnapshot.ReadAsync(db, subscriberId, now, cancellationToken) is not { } chat)
        {
            var waiting = await due.AsNoTracking().OrderBy(d => d.AlertRevision).Take(MostRows)
                .Join(db.Alerts, d => d.AlertRevision, a => a.Revision, (d, a) => a).ToListAsync(cancellationToken);
            await DroppedDeliveries.StrikeInactiveAsync(db, subscriberId, waiting, now, cancellationToken);
            return null;
        }

        if (await LaterThanAsync(chat.Subscriber, due, now, cancellationToken) is { } later)
        {
            await due.ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, later), cancellationToken);
            return null;
        }

        var rows = await due.AsNoTracking().OrderByDescending(d => d.AlertRevision).Take(MostRows)
            .Join(db.Alerts, d => d.AlertRevision, a => a.Revision, (d, a) => new { Deferred = d, Alert = a })
            .OrderByDescending(r => r.Alert.Revision).ToListAsync(cancellationToken);
        var repeated = rows.GroupBy(r => r.Alert.ArticleId).SelectMany(story => story.SkipLast(1)).Select(r => r.Alert.Revision).ToHashSet();
        if (repeated.Count > 0)
        {
            // The earliest row of a story brings it.
            await db.Deferred.Where(d => d.SubscriberId == subscriberId && repeated.Contains(d.AlertRevision)).ExecuteDeleteAsync(cancellationToken);
            rows.RemoveAll(r => repeated.Contains(r.Alert.Revision));
        }

        List<(Alert Alert, Article Article)> shown = [];
        List<(Alert Alert, string Reason)> unwanted = [];
        Subscription? subscription = null;
        // What is urgent is never summed up: each comes whole, the oldest first, before the rest.
        var urgent = rows.Where(r => r.Alert.Priority == Priority.Urgent).Reverse().ToList();
        foreach (var row in (urgent.Count > 0 ? urgent : rows).Take(Most))
        {
            if (urgent.Count > 0 && shown.Count > 0)
                break;
            var article = await articles.FindAsync(row.Alert.ArticleId, cancellationToken);
            if (article is not { WithdrawnAt: null })
            {
                unwanted.Add((row.Alert, DroppedDeliveries.Withdrawn));
            }
            else if (!row.Alert.IsCurrent(article, now))
            {
                unwanted.Add((row.Alert, DroppedDeliveries.Over));
            }
            else if (await WantedAsync(chat, row.Alert, article, cancellationToken) is { IsWanted: true } match)
            {
                shown.Add((row.Alert, article));
                subscription ??= match.DecidedBy;
            }
            else
            {
                unwanted.Add((row.Alert, DroppedDeliveries.WishesChanged));
            }
        }

        if (unwanted.Count > 0)
            await DroppedDeliveries.StrikeAsync(db, subscriberId, unwanted, now, cancellationToken);
        if (shown.Count == 0)
        {
            // What could not be looked at yet comes in the next turn: something more urgent may have come.
            HasMore |= rows.Count > unwanted.Count;
            return null;
        }

        if (urgent.Count > 0)
            rows = [.. urgent.Where(r => r.Alert.Revision == shown[0].Alert.Revision)];
        var struck = unwanted.Select(u => u.Alert.Revision).ToHashSet();
        var wanted = rows.Where(r => !struck.Contains(r.Alert.Revision)).ToList();
        var (first, attempts) = (shown[0], wanted.Max(r => r.Deferred.Attempts));
        var held = wanted[0].Deferred;
        var delivery = new PendingDelivery(first.Alert, first.Article, chat.Subscriber, null, null, attempts)
        {
            Subscription = subscription,
            Held = held.Hold,
            HeldAt = wanted.Min(r => r.Deferred.CreatedAt),
            IsSilent = chat.Subscriber.Silent,
            Doubtful = wanted.Where(r => r.Deferred.DoubtfulRevision is not null).ToDictionary(r => r.Alert.Revision, r => r.Deferred.DoubtfulRevision!.Value),
        };
        if (wanted.Count == 1)
            return delivery;
        var kind = KindOf(chat.Subscriber, wanted.Select(r => r.Deferred.Hold));
        return delivery with
        {
            Digest = new DigestContent(kind, [.. shown.Take(kind == DigestKind.CatchUp ? MostOfFlood : Most)], [.. wanted.Select(r => r.Alert)], now),
        };
    }

    /// <summary>A digest that was sent, as it reads now: one of its articles was corrected.</summary>
    public async Task<DigestContent?> AgainAsync(Subscriber chat, string messageId, CancellationToken cancellationToken)
    {
        var receipts = await db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == chat.Id && r.Outcome == DeliveryOutcome.Digested && r.MessageId == messageId)
            .Join(db.Alerts, r => r.AlertRevision, a => a.Revision, (r, a) => new { Receipt = r, Alert = a })
            .OrderByDescending(r => r.Alert.Revision)
            .ToListAsync(cancellationToken);
        if (receipts.Count == 0)
            return null;
        var kind = KindOf(chat, receipts.Select(r => r.Receipt.Held ?? HoldKind.Digest));
        List<(Alert, Article)> shown = [];
        foreach (var row in receipts.Take(kind == DigestKind.CatchUp ? MostOfFlood : Most))
        {
            if (await articles.FindAsync(row.Alert.ArticleId, cancellationToken) is { } article)
                shown.Add((row.Alert, article));
        }

        return shown.Count == 0 ? null : new DigestContent(kind, shown, [.. receipts.Select(r => r.Alert)], receipts[0].Receipt.SentAt);
    }

    private IQueryable<DeferredDelivery> Gathered() =>
        db.Deferred.Where(d => d.Platform == platform.Platform && d.Account == platform.Account && d.IsGathered);

    // Its digest hour may lie in its quiet hours, or in a pause; a digest at its hour is not counted against the hour's limit.
    private async Task<DateTimeOffset?> LaterThanAsync(Subscriber chat, IQueryable<DeferredDelivery> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (DeliveryPolicy.Decide(chat, null, AlertKind.New, Priority.Normal, clocks(chat), now) is DeliveryDecision.Hold hold)
            return hold.Until;
        var freeAt = pace.ChatFreeAt(chat.ChatId);
        if (freeAt > now)
            return freeAt;
        return await HourlyLimit.FreeAtAsync(db, chat, now, cancellationToken) is { } hour && await due.AllAsync(d => d.Hold == HoldKind.Flood, cancellationToken)
            ? hour : null;
    }

    private async Task<Match?> WantedAsync(ChatSnapshot chat, Alert alert, Article article, CancellationToken cancellationToken) =>
        await chat.WasToldAsync(alert, cancellationToken)
            ? null
            : await chat.MatchWaitingAsync(alert, new FilterEvaluator(article, patterns), cancellationToken);

    private static DigestKind KindOf(Subscriber chat, IEnumerable<HoldKind> holds)
    {
        var all = holds.ToHashSet();
        return all.Contains(HoldKind.Digest) ? chat.DigestOn is null ? DigestKind.Daily : DigestKind.Weekly
            : all.Contains(HoldKind.Flood) ? DigestKind.CatchUp
            : DigestKind.AfterQuiet;
    }
}
