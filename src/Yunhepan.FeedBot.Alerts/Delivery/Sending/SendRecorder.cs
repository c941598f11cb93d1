using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Choosing;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Sending;

/// <summary>Records the result of one send: the receipt or the next attempt, and the cursor, in one transaction.</summary>
internal sealed class SendRecorder(
    AlertsDb db, SubscriberStore subscribers, ChatReach reach, DeadLetterLog log, AlertsOptions options, TimeProvider time)
{
    private readonly DeliveryLedger _ledger = new(db, time, log);

    private static readonly BackOff Retries = new(TimeSpan.FromSeconds(5), TimeSpan.FromHours(1), Factor: 3);

    // A message that certainly did not arrive may be tried often, because it cannot arrive twice.
    private static readonly BackOff UnsentRetries = Retries with { Longest = TimeSpan.FromMinutes(2) };

    /// <param name="failure">How a failed send counts.</param>
    public async Task WriteAsync(PendingDelivery delivery, SendResult result, CountedFailure failure, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var launched = delivery.Subscriber.Id;
        // The chat is moved in a separate transaction: after a crash in between, one message is sent again, to the new id.
        if (result is SendResult.ChatMoved moved)
            delivery = await MovedAsync(delivery, moved.NewChatId, cancellationToken);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // The chat must not be merged meanwhile, because its receipt would belong to a chat that no longer exists.
        await db.LockChatAsync(delivery.Subscriber.Id, cancellationToken);
        delivery = (await PendingDelivery.WithChatsOfNowAsync(db, [delivery], cancellationToken))[0];
        if (result is SendResult.Unknown)
            delivery = delivery.InDoubt();
        // Nothing is recorded about a chat that was erased meanwhile.
        var chat = delivery.Subscriber.Id;
        if (await db.Subscribers.AnyAsync(s => s.Id == chat, cancellationToken))
            await RecordAsync(delivery, result, failure, now, cancellationToken);
        if (delivery.Cursor is { } cursor)
        {
            var settled = cursor.SettledWithout(launched);
            await cursor.Row(db).ExecuteUpdateAsync(set => set.SetProperty(f => f.Cursor, settled), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        // A separate transaction: after a crash in between, the next message gets the same result.
        if (result is SendResult.Sent { ThreadGone: true })
            await subscribers.MoveAsync(delivery.Subscriber.Address, delivery.Subscriber.Address with { ThreadId = null },
                cancellationToken);
    }

    private async Task RecordAsync(
        PendingDelivery delivery, SendResult result, CountedFailure failure, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case SendResult.Sent sent:
                await SentAsync(delivery, sent, cancellationToken);
                break;
            case SendResult.MessageGone gone:
                await ReceiptAsync(delivery, DeliveryOutcome.Dropped, null, gone.Reason, cancellationToken);
                break;
            case SendResult.Rejected rejected:
                await ReceiptAsync(delivery, DeliveryOutcome.Rejected, null, rejected.Reason, cancellationToken);
                break;
            case SendResult.ChatGone gone:
                await ReceiptAsync(delivery, DeliveryOutcome.Unreachable, null, gone.Reason, cancellationToken);
                await reach.CloseAsync(delivery.Subscriber, gone.Reason, cancellationToken);
                break;
            case SendResult.ChatResting resting:
                await RestAsync(delivery, resting, cancellationToken);
                break;
            case SendResult.Throttled throttled:
                await DeferAsync(delivery, now + throttled.RetryAfter, delivery.Attempts, "throttled", HoldKind.Throttled,
                    cancellationToken);
                break;
            case SendResult.AccountRefused refused:
                await DeferAsync(delivery, now, delivery.Attempts, refused.Reason, HoldKind.Account, cancellationToken);
                break;
            case SendResult.ChatMoved:
                await AgainAsync(delivery, now, "the chat moved", new CountedFailure(true, 0), cancellationToken);
                break;
            case SendResult.Failed failed:
                await AgainAsync(
                    delivery, now + WaitAfter(delivery, failure, failure.CountsAttempt ? Retries : UnsentRetries), failed.Reason,
                    failure, cancellationToken);
                break;
            // Editing twice does no harm, nor does a repetition that the platform recognises; sending twice is a choice of the operator.
            case SendResult.Unknown unknown when options.ResendWhenInDoubt || unknown.MayRepeat || delivery.EditedMessageId is not null:
                await AgainAsync(delivery, now + WaitAfter(delivery, failure, Retries), unknown.Reason, failure, cancellationToken);
                break;
            case SendResult.Unknown unknown:
                await ReceiptAsync(delivery, DeliveryOutcome.InDoubt, null, unknown.Reason, cancellationToken);
                break;
            default:
                throw new UnreachableException($"unknown send result {result}");
        }
    }

    private async Task SentAsync(PendingDelivery delivery, SendResult.Sent sent, CancellationToken cancellationToken)
    {
        if (delivery.Continues is not null)
        {
            await _ledger.AddPartAsync(delivery.Subscriber.Id, delivery.Alert.Revision, sent, cancellationToken);
            return;
        }

        var outcome = delivery.Digest is not null && delivery.EditedMessageId is null ? DeliveryOutcome.Digested : DeliveryOutcome.Sent;
        await ReceiptAsync(delivery, outcome, sent.MessageId, null, cancellationToken, sent.Deleted ? ReceiptCause.MessageDeleted : null);
        await reach.ReachedAsync(delivery.Subscriber.Id, cancellationToken);
        if (sent.HasMore)
            await DeferAsync(delivery, time.GetUtcNow(), 0, "the other parts of its text follow", HoldKind.Parts, cancellationToken);
        if (delivery.MayBeUnseen || delivery.DeletedMessageId is not null)
        {
            await _ledger.RememberMessageAsync(
                delivery.Subscriber.Id, delivery.Alert.ArticleId, delivery.DeletedMessageId, sent.MessageId, delivery.Article.Revision,
                    cancellationToken);
        }

        if (delivery.IsSetAside)
            await CorrectLaterAsync(delivery, cancellationToken);
    }

    private async Task RestAsync(PendingDelivery delivery, SendResult.ChatResting resting, CancellationToken cancellationToken)
    {
        // This comes first, because closing the chat turns all waiting deliveries into dead letters.
        await DeferAsync(delivery, time.GetUtcNow(), delivery.Attempts, resting.Reason, HoldKind.Rest, cancellationToken);
        if (await reach.RestAsync(delivery.Subscriber, resting.Reason, resting.Tries, cancellationToken) is { } until)
            await _ledger.RestAsync(delivery.Subscriber.Id, until, cancellationToken);
    }

    private async Task<PendingDelivery> MovedAsync(PendingDelivery delivery, string newChatId, CancellationToken cancellationToken)
    {
        var old = delivery.Subscriber;
        await subscribers.MoveAsync(old.Address, newChatId, cancellationToken);
        var target = await subscribers.FindAsync(old.Address with { ChatId = newChatId }, cancellationToken);
        return target is null ? delivery : delivery with { Subscriber = target };
    }

    // A tenth more or less, so that what failed together is not tried together.
    private static TimeSpan WaitAfter(PendingDelivery delivery, CountedFailure failure, BackOff usual)
    {
        if (failure.Waits is not { } waits)
            return usual.After(failure.Before + 1);
        var spread = (delivery.Alert.Revision + (31 * delivery.Subscriber.Id) + failure.Before) % 21;
        return waits[Math.Min(failure.Before, waits.Count - 1)] * (0.9 + (0.01 * spread));
    }

    private Task AgainAsync(
        PendingDelivery delivery, DateTimeOffset dueAt, string reason, CountedFailure failure, CancellationToken cancellationToken)
    {
        var attempts = delivery.Attempts + (failure.CountsAttempt ? 1 : 0);
        return attempts >= (failure.Waits is { } waits ? waits.Count + 1 : options.MaxAttempts)
            ? ReceiptAsync(delivery, DeliveryOutcome.GivenUp, null, reason, cancellationToken)
            : DeferAsync(delivery, dueAt, attempts, reason, HoldKind.Retry, cancellationToken);
    }

    private Task ReceiptAsync(
        PendingDelivery delivery, DeliveryOutcome outcome, string? messageId, string? reason, CancellationToken cancellationToken,
            ReceiptCause? cause = null) =>
        _ledger.EndAsync(
            delivery.Subscriber.Id,
            [.. delivery.Alerts.Select(alert => new Receipt
            {
                AlertRevision = alert.Revision,
                SubscriberId = delivery.Subscriber.Id,
                ArticleId = alert.ArticleId,
                Kind = alert.Kind,
                Outcome = outcome,
                MessageId = messageId,
                ArticleRevision = messageId is null ? delivery.DoubtOf(alert) : delivery.RevisionShown(alert),
                SentAt = time.GetUtcNow(),
                Cause = cause,
                Reason = reason ?? cause?.Describe(),
                Topic = delivery.Subscription?.Topic,
                FormatId = delivery.FormatId,
                Attempts = delivery.Attempts,
                Held = delivery.Held,
                HeldAt = delivery.HeldAt,
            })],
            isPart: delivery.Continues is not null, cancellationToken);

    // Corrections were sent while its receipt could not be written; one shows them all.
    private async Task CorrectLaterAsync(PendingDelivery delivery, CancellationToken cancellationToken)
    {
        foreach (var told in delivery.Alerts.Where(a => a.Kind == AlertKind.New).DistinctBy(a => a.ArticleId))
        {
            var shown = delivery.RevisionShown(told) ?? told.Revision;
            var missed = DeliveryPolicy.OfSeveralChanges(await db.Alerts.AsNoTracking()
                .Where(a => a.ArticleId == told.ArticleId && a.Kind != AlertKind.New && a.Revision > shown)
                .OrderByDescending(a => a.Revision).ToListAsync(cancellationToken));
            if (missed is not null
                && !await db.Deferred.AnyAsync(d => d.AlertRevision == missed.Revision && d.SubscriberId == delivery.Subscriber.Id,
                    cancellationToken))
                await DeferAsync(new PendingDelivery(missed, delivery.Article, delivery.Subscriber, null, null, 0), time.GetUtcNow(), 0,
                    "corrected meanwhile", HoldKind.Turn, cancellationToken);
        }
    }

    private Task DeferAsync(
        PendingDelivery delivery, DateTimeOffset dueAt, int attempts, string reason, HoldKind hold, CancellationToken cancellationToken)
    {
        // Collected deliveries stay together.
        var kept = delivery.Continues is not null ? HoldKind.Parts
            : delivery.Digest is not null && delivery.EditedMessageId is null ? delivery.Held ?? hold : hold;
        return _ledger.DeferAgainAsync(
            delivery.Subscriber.Id,
            [.. delivery.Alerts.Select(alert => new DeferredDelivery
            {
                AlertRevision = alert.Revision,
                SubscriberId = delivery.Subscriber.Id,
                Platform = delivery.Subscriber.Platform,
                Account = delivery.Subscriber.Account,
                Priority = alert.Priority,
                DueAt = dueAt,
                Hold = kept,
                Topic = delivery.Subscription?.Topic,
                Attempts = attempts,
                DoubtfulRevision = delivery.DoubtOf(alert),
                Reason = reason,
                CreatedAt = delivery.HeldAt ?? time.GetUtcNow(),
            })],
            cancellationToken);
    }
}
