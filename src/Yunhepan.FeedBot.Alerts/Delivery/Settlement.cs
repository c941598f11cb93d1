using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>Writes down what became of one send: the receipt or the next attempt, and the cursor, in one commit.</summary>
internal sealed class Settlement(AlertsDb db, SubscriberStore subscribers, ChatReach reach, AlertsOptions options, TimeProvider time)
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromHours(1);

    // What surely did not arrive may be tried often: it cannot come twice.
    private static readonly TimeSpan LongestUnsent = TimeSpan.FromMinutes(2);

    /// <param name="blame">For what failed.</param>
    public async Task WriteAsync(OnePiece piece, SendResult result, Blame blame, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var launched = piece.Subscriber.Id;
        // Moves the chat in a transaction of its own: a crash in between sends once more, to the new id.
        if (result is SendResult.ChatMoved moved)
            piece = await MovedAsync(piece, moved.NewChatId, cancellationToken);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Not while it is merged: its receipt would be that of a chat that is no more.
        await db.LockChatAsync(piece.Subscriber.Id, cancellationToken);
        piece = (await MovedPieces.AsTheyAreAsync(db, [piece], cancellationToken))[0];
        if (result is SendResult.Unknown)
            piece = piece.InDoubt();
        switch (result)
        {
            case SendResult.Sent sent:
                await ReceiptAsync(piece, piece.Digest is not null && piece.EditedMessageId is null ? DeliveryOutcome.Digested : DeliveryOutcome.Sent, sent.MessageId, sent.Deleted ? Receipt.MessageDeleted : null, cancellationToken);
                await reach.ReachedAsync(piece.Subscriber.Id, cancellationToken);
                if (piece.MayBeUnseen || piece.DeletedMessageId is not null)
                    await KnowMessageAsync(piece, sent.MessageId, cancellationToken);
                if (piece.IsSetAside)
                    await CorrectLaterAsync(piece, cancellationToken);
                break;
            case SendResult.MessageGone gone:
                await ReceiptAsync(piece, DeliveryOutcome.Dropped, null, gone.Reason, cancellationToken);
                break;
            case SendResult.Rejected rejected:
                await ReceiptAsync(piece, DeliveryOutcome.Rejected, null, rejected.Reason, cancellationToken);
                break;
            case SendResult.ChatGone gone:
                await ReceiptAsync(piece, DeliveryOutcome.Unreachable, null, gone.Reason, cancellationToken);
                await reach.CloseAsync(piece.Subscriber, gone.Reason, cancellationToken);
                break;
            case SendResult.ChatResting resting:
                await RestAsync(piece, resting, cancellationToken);
                break;
            case SendResult.Throttled throttled:
                await DeferAsync(piece, now + throttled.RetryAfter, piece.Attempts, "throttled", HoldKind.Throttled, cancellationToken);
                break;
            case SendResult.AccountRefused refused:
                await DeferAsync(piece, now, piece.Attempts, refused.Reason, HoldKind.Account, cancellationToken);
                break;
            case SendResult.ChatMoved:
                await AgainAsync(piece, now, "the chat moved", countsAttempt: true, cancellationToken);
                break;
            case SendResult.Failed failed:
                await AgainAsync(piece, now + BackOff(blame.Before, blame.CountsAttempt ? LongestBackOff : LongestUnsent), failed.Reason, blame.CountsAttempt, cancellationToken);
                break;
            // To edit twice does no harm; to send twice is a choice.
            case SendResult.Unknown unknown when options.ResendWhenInDoubt || piece.EditedMessageId is not null:
                await AgainAsync(piece, now + BackOff(blame.Before, LongestBackOff), unknown.Reason, blame.CountsAttempt, cancellationToken);
                break;
            case SendResult.Unknown unknown:
                await ReceiptAsync(piece, DeliveryOutcome.InDoubt, null, unknown.Reason, cancellationToken);
                break;
            default:
                throw new UnreachableException();
        }

        if (piece.Walk is { } walk)
        {
            var settled = walk.SettledWithout(launched);
            await walk.Row(db).ExecuteUpdateAsync(set => set.SetProperty(f => f.Cursor, settled), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        // A transaction of its own: after a crash in between, the next message finds the same.
        if (result is SendResult.Sent { ThreadGone: true })
            await subscribers.MoveAsync(piece.Subscriber.Address, piece.Subscriber.Address with { ThreadId = null }, cancellationToken);
    }

    private async Task RestAsync(OnePiece piece, SendResult.ChatResting resting, CancellationToken cancellationToken)
    {
        // Before the others: closing the chat makes dead letters of all that waits.
        await DeferAsync(piece, time.GetUtcNow(), piece.Attempts, resting.Reason, HoldKind.Rest, cancellationToken);
        if (await reach.RestAsync(piece.Subscriber, resting.Reason, resting.Tries, cancellationToken) is { } until)
            await db.Deferred.Where(d => d.SubscriberId == piece.Subscriber.Id && d.DueAt < until)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, until), cancellationToken);
    }

    private static TimeSpan BackOff(int failures, TimeSpan longest)
    {
        var wait = FirstBackOff * Math.Pow(3, Math.Min(failures, 10));
        return wait < longest ? wait : longest;
    }

    private async Task<OnePiece> MovedAsync(OnePiece piece, string newChatId, CancellationToken cancellationToken)
    {
        var old = piece.Subscriber;
        await subscribers.MoveAsync(old.Address, newChatId, cancellationToken);
        var target = await subscribers.FindAsync(old.Address with { ChatId = newChatId }, cancellationToken);
        return target is null ? piece : piece with { Subscriber = target };
    }

    private Task AgainAsync(OnePiece piece, DateTimeOffset dueAt, string reason, bool countsAttempt, CancellationToken cancellationToken)
    {
        var attempts = piece.Attempts + (countsAttempt ? 1 : 0);
        return attempts >= options.MaxAttempts
            ? ReceiptAsync(piece, DeliveryOutcome.GivenUp, null, reason, cancellationToken)
            : DeferAsync(piece, dueAt, attempts, reason, HoldKind.Retry, cancellationToken);
    }

    private async Task ReceiptAsync(
        OnePiece piece, DeliveryOutcome outcome, string? messageId, string? reason, CancellationToken cancellationToken)
    {
        await DropDeferredAsync(piece, cancellationToken);
        var subscriber = piece.Subscriber.Id;
        // New alerts have one receipt for each article, whichever alert brought it; corrections one for each alert.
        var known = piece.Alert.Kind == AlertKind.New
            ? await ToldAsync(subscriber, [.. piece.Alerts.Select(a => a.ArticleId)], cancellationToken)
            : await SettledAsync(subscriber, piece.Alert.Revision, cancellationToken);
        db.Receipts.AddRange(piece.Alerts
            .Where(alert => known.Add(alert.Kind == AlertKind.New ? alert.ArticleId : alert.Revision))
            .Select(alert => new Receipt
            {
                AlertRevision = alert.Revision,
                SubscriberId = subscriber,
                ArticleId = alert.ArticleId,
                Kind = alert.Kind,
                Outcome = outcome,
                MessageId = messageId,
                ArticleRevision = messageId is null ? piece.DoubtOf(alert) : piece.RevisionShown(alert),
                SentAt = time.GetUtcNow(),
                Reason = reason,
                Topic = piece.Wish is { } wish ? AlertTopic.Format(wish.Topic) : null,
                Attempts = piece.Attempts,
                Held = piece.Held,
                HeldAt = piece.HeldAt,
            }));
        await db.SaveChangesAsync(cancellationToken);
    }

    // Nobody knew of a message about the article, or it was deleted: from now on this one is it.
    private Task<int> KnowMessageAsync(OnePiece piece, string messageId, CancellationToken cancellationToken) => db.Receipts
        .Where(r => r.SubscriberId == piece.Subscriber.Id && r.ArticleId == piece.Alert.ArticleId && r.Kind == AlertKind.New && (r.MessageId == null || r.MessageId == piece.DeletedMessageId))
        .ExecuteUpdateAsync(
            set => set.SetProperty(r => r.MessageId, messageId).SetProperty(r => r.ArticleRevision, (long?)piece.Article.Revision), cancellationToken);

    // Corrections went round while its receipt could not be written: the last of them shows them all.
    private async Task CorrectLaterAsync(OnePiece piece, CancellationToken cancellationToken)
    {
        foreach (var told in piece.Alerts.Where(a => a.Kind == AlertKind.New).DistinctBy(a => a.ArticleId))
        {
            var shown = piece.RevisionShown(told) ?? told.Revision;
            var missed = await db.Alerts.AsNoTracking().Where(a => a.ArticleId == told.ArticleId && a.Kind != AlertKind.New && a.Revision > shown)
                .OrderByDescending(a => a.Revision).FirstOrDefaultAsync(cancellationToken);
            if (missed is not null && !await db.Deferred.AnyAsync(d => d.AlertRevision == missed.Revision && d.SubscriberId == piece.Subscriber.Id, cancellationToken))
                await DeferAsync(new OnePiece(missed, piece.Article, piece.Subscriber, null, null, 0), time.GetUtcNow(), 0, "corrected meanwhile", HoldKind.Turn, cancellationToken);
        }
    }

    private async Task<HashSet<long>> ToldAsync(long subscriber, long[] articles, CancellationToken cancellationToken) =>
        [.. await db.Receipts.Where(r => r.SubscriberId == subscriber && r.Kind == AlertKind.New && articles.Contains(r.ArticleId))
            .Select(r => r.ArticleId).ToListAsync(cancellationToken)];

    private async Task<HashSet<long>> SettledAsync(long subscriber, long revision, CancellationToken cancellationToken) =>
        [.. await db.Receipts.Where(r => r.SubscriberId == subscriber && r.AlertRevision == revision)
            .Select(r => r.AlertRevision).ToListAsync(cancellationToken)];

    private async Task DeferAsync(
        OnePiece piece, DateTimeOffset dueAt, int attempts, string reason, HoldKind hold, CancellationToken cancellationToken)
    {
        await DropDeferredAsync(piece, cancellationToken);
        // What was gathered stays together.
        var kept = piece.Digest is not null && piece.EditedMessageId is null ? piece.Held ?? hold : hold;
        db.Deferred.AddRange(piece.Alerts.Select(alert => new DeferredDelivery
        {
            AlertRevision = alert.Revision,
            SubscriberId = piece.Subscriber.Id,
            Platform = piece.Subscriber.Platform,
            Account = piece.Subscriber.Account,
            Priority = alert.Priority,
            DueAt = dueAt,
            Hold = kept,
            Topic = piece.Wish is { } wish ? AlertTopic.Format(wish.Topic) : null,
            Attempts = attempts,
            DoubtfulRevision = piece.DoubtOf(alert),
            Reason = reason,
            CreatedAt = piece.HeldAt ?? time.GetUtcNow(),
        }));
        await db.SaveChangesAsync(cancellationToken);
    }

    private Task<int> DropDeferredAsync(OnePiece piece, CancellationToken cancellationToken)
    {
        var revisions = piece.Alerts.Select(a => a.Revision).ToArray();
        return db.Deferred.Where(d => revisions.Contains(d.AlertRevision) && d.SubscriberId == piece.Subscriber.Id).ExecuteDeleteAsync(cancellationToken);
    }
}
