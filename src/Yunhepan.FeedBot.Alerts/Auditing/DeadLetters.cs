using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>One alert that did not reach one chat, and why.</summary>
/// <param name="Alert">The number of the alert.</param>
/// <param name="Subscriber">The number of the chat.</param>
/// <param name="What">What the alert reports, in one word: its kind, or <c>Restored</c>.</param>
/// <param name="Title">The title of the article; empty if the article no longer exists.</param>
/// <param name="Label">The chat as logs name it.</param>
public sealed record DeadLetter(
    long Alert, long Subscriber, ChatAddress Chat, AlertKind Kind, DeliveryOutcome Outcome, string? Reason,
    int Attempts, DateTimeOffset At, string What, string Title, string Label);

/// <summary>Lists the deliveries that were given up and queues them again, for the operator. Scoped, like its context.</summary>
public sealed class DeadLetters(AlertsDb db, ArticleReader articles, TimeProvider time)
{
    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterFilter filter, int count, CancellationToken cancellationToken)
    {
        var rows = await Matching(filter)
            .OrderByDescending(r => r.SentAt).ThenByDescending(r => r.AlertRevision).ThenBy(r => r.SubscriberId)
            .Take(count)
            .Join(db.Subscribers, r => r.SubscriberId, s => s.Id, (r, s) => new { Receipt = r, Subscriber = s })
            .AsNoTracking().ToListAsync(cancellationToken);
        var numbers = rows.Select(r => r.Receipt.AlertRevision).ToArray();
        var told = await db.Alerts.AsNoTracking().Where(a => numbers.Contains(a.Revision))
            .ToDictionaryAsync(a => a.Revision, a => a.What, cancellationToken);
        Dictionary<long, string> titles = [];
        foreach (var id in rows.Select(r => r.Receipt.ArticleId).Distinct())
            titles[id] = (await articles.FindAsync(id, cancellationToken))?.Title ?? "";
        return [.. rows.OrderByDescending(r => r.Receipt.SentAt).ThenByDescending(r => r.Receipt.AlertRevision)
            .ThenBy(r => r.Receipt.SubscriberId)
            .Select(r => new DeadLetter(
                r.Receipt.AlertRevision, r.Receipt.SubscriberId, r.Subscriber.Address, r.Receipt.Kind, r.Receipt.Outcome, r.Receipt.Reason,
                r.Receipt.Attempts, r.Receipt.SentAt, told.GetValueOrDefault(r.Receipt.AlertRevision) ?? r.Receipt.Kind.ToString(),
                titles[r.Receipt.ArticleId], r.Subscriber.Label))];
    }

    public Task<int> CountAsync(DeadLetterFilter filter, CancellationToken cancellationToken) => Matching(filter)
        .CountAsync(cancellationToken);

    /// <summary>
    /// Queues dead letters again: each waits in its chat's queue as if it had never been tried. Those of closed or stopped chats
    /// stay, to be queued when their people are back. Deliveries in doubt are included and may arrive twice.
    /// </summary>
    public async Task<RequeuedLetters> RequeueAsync(DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        const int Batch = 500;
        var (ledger, started, requeued) = (new DeliveryLedger(db, time), time.GetUtcNow(), 0);
        // A letter that fails again in the meantime is left for the next call; otherwise this would never end.
        var letters = Matching(filter).Where(r => r.SentAt <= started);
        while (true)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var batch = await letters.Where(r => db.Subscribers.Any(s => s.Id == r.SubscriberId && s.State == SubscriberState.Active))
                .OrderBy(r => r.AlertRevision).ThenBy(r => r.SubscriberId).Take(Batch)
                .Join(db.Subscribers, r => r.SubscriberId, s => s.Id, (r, s) => new { Receipt = r, Subscriber = s })
                .Join(db.Alerts, w => w.Receipt.AlertRevision, a => a.Revision, (w, a) => new { w.Receipt, w.Subscriber, a.Priority })
                .ToListAsync(cancellationToken);
            if (batch.Count == 0)
                break;
            var now = time.GetUtcNow();
            ledger.Requeue(batch.Select(b => (b.Receipt, new DeferredDelivery
            {
                AlertRevision = b.Receipt.AlertRevision,
                SubscriberId = b.Receipt.SubscriberId,
                Platform = b.Subscriber.Platform,
                Account = b.Subscriber.Account,
                Priority = b.Priority,
                DueAt = now,
                Hold = HoldKind.Retry,
                Topic = b.Receipt.Topic,
                DoubtfulRevision = b.Receipt.MessageId == null ? b.Receipt.ArticleRevision : null,
                Reason = "requeued by the operator",
                CreatedAt = now,
            })));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            db.ChangeTracker.Clear();
            requeued += batch.Count;
        }

        return new RequeuedLetters(requeued, await letters.CountAsync(
            r => db.Subscribers.Any(s => s.Id == r.SubscriberId && s.State != SubscriberState.Active), cancellationToken));
    }

    private IQueryable<Receipt> Matching(DeadLetterFilter filter)
    {
        // A delivery that arrived, or that the chat did not want, is no dead letter, whatever outcome the filter names.
        var dead = DeliveryOutcomes.Dead.Where(outcome => filter.Outcome is not { } only || outcome == only).ToArray();
        var letters = db.Receipts.Where(r => dead.Contains(r.Outcome));
        if (filter.Alert is { } alert)
            letters = letters.Where(r => r.AlertRevision == alert);
        if (filter.Subscriber is { } subscriber)
            letters = letters.Where(r => r.SubscriberId == subscriber);
        if (filter.Since is { } since)
            letters = letters.Where(r => r.SentAt >= since);
        return letters;
    }
}

/// <param name="Requeued">The number of letters that are queued again.</param>
/// <param name="Left">The number of letters that stay because their chat is closed or stopped.</param>
public sealed record RequeuedLetters(int Requeued, int Left);

/// <summary>Selects dead letters: all members must hold.</summary>
public sealed record DeadLetterFilter
{
    public long? Alert { get; init; }

    public long? Subscriber { get; init; }

    public DeliveryOutcome? Outcome { get; init; }

    public DateTimeOffset? Since { get; init; }
}
