using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Choosing;

/// <summary>Takes deliveries that wait for their chat's turn, in the order of each chat.</summary>
internal sealed class DeferredQueue(
    AlertsDb db, ArticleReader articles, LaneAccount account, DigestQueue digests, DeadLetterLog log)
{
    private const int Heads = 16;

    private readonly DeliveryLedger _ledger = new(db, account.Shared.Time, log);

    /// <summary>Returns the most urgent delivery that is due and first in its chat's queue; null if there is none.</summary>
    /// <param name="least">Deliveries of lower priority than this are ignored.</param>
    public async Task<DeferredDelivery?> NextHeadAsync(IReadOnlyCollection<PendingDelivery> inFlight, Priority least,
        CancellationToken cancellationToken)
    {
        var now = account.Now;
        // Several rows of one chat may be due beside each other, and must not hide those of others.
        var busy = inFlight.Select(p => p.Subscriber.Id).Distinct().ToArray();
        for (var priority = Priority.Urgent; priority <= least; priority++)
        {
            // Reads along the index, longest waiting first, because the queue may have a million rows.
            var heads = await Queued().Where(d => d.Priority == priority && d.DueAt <= now && !busy.Contains(d.SubscriberId))
                .OrderBy(d => d.DueAt).Take(Heads).ToListAsync(cancellationToken);
            if (heads.OrderBy(h => h.AlertRevision).ThenBy(h => h.SubscriberId).FirstOrDefault() is { } head)
                return head;
        }

        return null;
    }

    /// <summary>Returns when the first of the waiting chats may be served; null if none waits.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Queued()
        .MinAsync(d => (DateTimeOffset?)d.DueAt, cancellationToken);

    /// <summary>Prepares a waiting delivery; returns null if it must wait longer or is no longer wanted.</summary>
    public async Task<PendingDelivery?> TakeAsync(DeferredDelivery head, CancellationToken cancellationToken)
    {
        var now = account.Now;
        var chat = await ChatSnapshot.ReadAsync(db, account, head.SubscriberId, cancellationToken);
        if (await db.Alerts.AsNoTracking().SingleOrDefaultAsync(a => a.Revision == head.AlertRevision, cancellationToken) is not { } alert)
        {
            await _ledger.RemoveAsync(head.SubscriberId, [head.AlertRevision], cancellationToken);
            return null;
        }

        if (chat is null)
        {
            await _ledger.DropInactiveAsync(head.SubscriberId, [alert], cancellationToken);
            return null;
        }

        // A delivery that waited is matched again, because subscriptions change.
        var article = await articles.FindAsync(alert.ArticleId, cancellationToken);
        if (head.Hold == HoldKind.Parts)
            return await ContinueAsync(head, alert, article, chat.Subscriber, cancellationToken);
        var match = await chat.MatchWaitingAsync(alert, article, account.Patterns, cancellationToken);
        if (match.Drop is { } drop)
        {
            await _ledger.DropAsync(head.SubscriberId, [(alert, drop.Because)], cancellationToken);
            return null;
        }

        var decision = await chat.DecideAsync(match.DecidedBy, alert, cancellationToken);
        if (decision is DeliveryDecision.Hold hold)
        {
            await _ledger.HoldAsync(head, hold.Kind, hold.Until, cancellationToken);
            return null;
        }

        if (await IsFloodedAsync(head, alert, chat.Subscriber, cancellationToken))
            return null;
        var freeAt = account.ChatFreeAt(chat.Subscriber, alert.Priority);
        if (freeAt > now)
        {
            await _ledger.HoldAsync(head, head.Hold, freeAt, cancellationToken);
            return null;
        }

        return new PendingDelivery(alert, article!, chat.Subscriber, null, null, head.Attempts)
        {
            Subscription = match.DecidedBy,
            IsSilent = decision is DeliveryDecision.Send { Silently: true },
            Held = head.Hold,
            HeldAt = head.CreatedAt,
            Doubtful = PendingDelivery.DoubtOf(alert, head.DoubtfulRevision),
        };
    }

    // A message that has begun is completed, whatever its chat has chosen since, unless its article is over.
    private async Task<PendingDelivery?> ContinueAsync(
        DeferredDelivery head, Alert alert, Article? article, Subscriber chat, CancellationToken cancellationToken)
    {
        var begun = await db.Receipts.AsNoTracking()
            .Where(r => r.AlertRevision == head.AlertRevision && r.SubscriberId == head.SubscriberId && r.MessageId != null)
            .Select(r => new { r.MessageId, r.FormatId }).SingleOrDefaultAsync(cancellationToken);
        var now = account.Now;
        if (begun is null || DeliveryPolicy.DropBy(alert, article, now) is not null)
        {
            await _ledger.RemoveAsync(head.SubscriberId, [head.AlertRevision], cancellationToken);
            return null;
        }

        var freeAt = DeliveryPolicy.GoesOnAt(chat, account.Pace.ChatFreeAt(chat.ChatId));
        if (freeAt > now)
        {
            await _ledger.HoldAsync(head, HoldKind.Parts, freeAt, cancellationToken);
            return null;
        }

        return new PendingDelivery(alert, article!, chat, null, null, head.Attempts)
        {
            Continues = begun.MessageId,
            FormatId = begun.FormatId,
            IsSilent = true,
            Held = head.Hold,
            HeldAt = head.CreatedAt,
        };
    }

    // A chat that falls behind receives the newest few and the number of the others, rather than one message after another for
    // minutes.
    private async Task<bool> IsFloodedAsync(
        DeferredDelivery head, Alert alert, Subscriber chat, CancellationToken cancellationToken)
    {
        var aside = account.Platform.Capabilities.StepsAsideAfter;
        if (!DeliveryPolicy.IsLimited(alert) || (head.Hold == HoldKind.Retry && head.Attempts >= aside))
            return false;
        var now = account.Now;
        var lateBefore = now - account.Options.CatchUpAfter;
        var queue = db.Deferred.Where(DeliveryPolicy.WaitToBeSummedUp).Where(d => d.SubscriberId == head.SubscriberId && !d.IsGathered
            && (d.Hold != HoldKind.Retry || d.Attempts < aside)
            && db.Alerts.Any(a => a.Revision == d.AlertRevision && a.Kind == AlertKind.New));
        var waiting = await queue.CountAsync(cancellationToken);
        var isFlood = DeliveryPolicy.IsFlood(waiting, account.Options)
            || (account.Platform.Limits.MergesWhatWaits
                && DeliveryPolicy.IsBeyondLimit(waiting, account.Pace.ChatAllowance(chat.ChatId)));
        // Alerts that queued during an outage are late as well.
        if (!isFlood && DeliveryPolicy.IsLate(alert, account.Options, now))
        {
            var late = await queue.CountAsync(
                d => db.Alerts.Any(a => a.Revision == d.AlertRevision && a.CreatedAt < lateBefore), cancellationToken);
            isFlood = DeliveryPolicy.IsBacklog(late, account.Options);
        }

        if (!isFlood)
            return false;
        await DeliveryLedger.SumUpAsync(queue, now, cancellationToken);
        digests.Forget();
        return true;
    }

    // What has stepped aside holds up nothing and waits for nothing.
    private IQueryable<DeferredDelivery> Queued()
    {
        var aside = account.Platform.Capabilities.StepsAsideAfter;
        return db.Deferred.AsNoTracking()
            .Where(d => d.Platform == account.Platform.Platform && d.Account == account.Platform.Account && !d.IsGathered
                && ((d.Hold == HoldKind.Retry && d.Attempts >= aside)
                    || !db.Deferred.Any(e => e.SubscriberId == d.SubscriberId && !e.IsGathered
                        && (e.Hold != HoldKind.Retry || e.Attempts < aside)
                        && (e.Priority < d.Priority || (e.Priority == d.Priority && e.AlertRevision < d.AlertRevision)))));
    }
}
