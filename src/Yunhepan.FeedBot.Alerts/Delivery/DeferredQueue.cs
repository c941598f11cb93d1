using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>What could not go at once and waits for its chat's turn, in the chat's order.</summary>
internal sealed class DeferredQueue(
    AlertsDb db, ArticleReader articles, IChatPlatform platform, SendingPace pace, DeliveryDecider decider, SentMessageFinder messages, DigestQueue digests,
    PatternMatcher patterns, AlertsOptions options, TimeProvider time)
{
    private const int Heads = 16;

    /// <summary>The most urgent that is due, the first of its chat's queue; null when none is.</summary>
    /// <param name="least">What is less urgent than this does not matter now.</param>
    public async Task<DeferredDelivery?> NextHeadAsync(IReadOnlyCollection<PendingDelivery> inFlight, Priority least, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        for (var priority = Priority.Urgent; priority <= least; priority++)
        {
            // Along the index, who waited longest first: the queue may be a million rows long.
            var heads = await Queued().Where(d => d.Priority == priority && d.DueAt <= now).OrderBy(d => d.DueAt)
                .Take(Heads + inFlight.Count).ToListAsync(cancellationToken);
            if (heads.OrderBy(h => h.AlertRevision).ThenBy(h => h.SubscriberId).FirstOrDefault(h => inFlight.All(p => p.Subscriber.Id != h.SubscriberId)) is { } head)
                return head;
        }

        return null;
    }

    /// <summary>When the first of the waiting chats may be served; null when none waits.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Queued().MinAsync(d => (DateTimeOffset?)d.DueAt, cancellationToken);

    /// <summary>What waits, ready to go; null when it goes later, or is not wanted any more.</summary>
    public async Task<PendingDelivery?> TakeAsync(DeferredDelivery head, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = db.Deferred.Where(d => d.AlertRevision == head.AlertRevision && d.SubscriberId == head.SubscriberId);
        var chat = await ChatSnapshot.ReadAsync(db, head.SubscriberId, now, cancellationToken);
        var alert = await db.Alerts.AsNoTracking().SingleOrDefaultAsync(a => a.Revision == head.AlertRevision, cancellationToken);
        var article = alert is null ? null : await articles.FindAsync(alert.ArticleId, cancellationToken);
        if (alert is null)
        {
            await row.ExecuteDeleteAsync(cancellationToken);
            return null;
        }

        if (chat is null)
        {
            await DroppedDeliveries.StrikeInactiveAsync(db, head.SubscriberId, [alert], now, cancellationToken);
            return null;
        }

        if (article is null)
        {
            await DroppedDeliveries.StrikeAsync(db, head.SubscriberId, [(alert, DroppedDeliveries.Gone)], now, cancellationToken);
            return null;
        }

        if (!alert.IsCurrent(article, time.GetUtcNow()) || await MatchAsync(chat, alert, article, cancellationToken) is not { IsWanted: true } match)
        {
            var reason = alert.IsCurrent(article, now) ? DroppedDeliveries.WishesChanged : article.WithdrawnAt is null ? DroppedDeliveries.Over : DroppedDeliveries.Withdrawn;
            await DroppedDeliveries.StrikeAsync(db, head.SubscriberId, [(alert, reason)], now, cancellationToken);
            return null;
        }

        var decision = await decider.OfAsync(chat.Subscriber, match.DecidedBy, alert, cancellationToken);
        if (decision is DeliveryDecision.Hold hold)
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

        var delivery = new PendingDelivery(alert, article, chat.Subscriber, null, null, head.Attempts)
        {
            Subscription = match.DecidedBy,
            IsSilent = decision is DeliveryDecision.Send { Silently: true },
            Held = head.Hold,
            HeldAt = head.CreatedAt,
        };
        if (head.DoubtfulRevision is { } doubtful)
            delivery = delivery with { Doubtful = new Dictionary<long, long> { [alert.Revision] = doubtful } };
        return await messages.WithMessageAsync(delivery, cancellationToken);
    }

    // A chat that falls behind gets the newest few and a word about the rest, not one message after the other for minutes.
    private async Task<bool> IsFloodedAsync(DeferredDelivery head, Alert alert, CancellationToken cancellationToken)
    {
        if (alert.Kind != AlertKind.New || alert.Priority == Priority.Urgent)
            return false;
        var now = time.GetUtcNow();
        var lateBefore = now - options.CatchUpAfter;
        var queue = db.Deferred.Where(d => d.SubscriberId == head.SubscriberId && !d.IsGathered && d.Priority != Priority.Urgent
            && db.Alerts.Any(a => a.Revision == d.AlertRevision && a.Kind == AlertKind.New));
        var isFlood = options.FloodFrom > 0 && await queue.CountAsync(cancellationToken) >= options.FloodFrom;
        // What queued up during an outage is late all the same.
        if (!isFlood && options.CatchUpFrom > 0 && alert.CreatedAt < lateBefore)
            isFlood = await queue.CountAsync(d => db.Alerts.Any(a => a.Revision == d.AlertRevision && a.CreatedAt < lateBefore), cancellationToken) >= options.CatchUpFrom;
        if (!isFlood)
            return false;
        await queue.ExecuteUpdateAsync(set => set.SetProperty(d => d.Hold, HoldKind.Flood).SetProperty(d => d.DueAt, now), cancellationToken);
        digests.Forget();
        return true;
    }

    // What had to wait is judged anew: wishes change.
    private async Task<Match?> MatchAsync(ChatSnapshot chat, Alert alert, Article article, CancellationToken cancellationToken) =>
        alert.Kind == AlertKind.New && await chat.WasToldAsync(alert, cancellationToken)
            ? null
            : await chat.MatchWaitingAsync(alert, new FilterEvaluator(article, patterns), cancellationToken);

    private IQueryable<DeferredDelivery> Queued() =>
        db.Deferred.AsNoTracking()
            .Where(d => d.Platform == platform.Platform && d.Account == platform.Account && !d.IsGathered
                && !db.Deferred.Any(e => e.SubscriberId == d.SubscriberId && !e.IsGathered
                    && (e.Priority < d.Priority || (e.Priority == d.Priority && e.AlertRevision < d.AlertRevision))));
}
