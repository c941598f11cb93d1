using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>Chooses what a lane sends next: the most urgent first, deferred before new, and never past a chat's queue.</summary>
internal sealed class NextPiece(AlertsDb db, ArticleReader articles, IChatPlatform platform, SendingPace pace, TimeProvider time)
{
    private const int Heads = 16;

    /// <param name="walks">The lane's open walks, by fan-out; added to as needed.</param>
    /// <param name="inTheAir">What must not be overtaken.</param>
    public async Task<OnePiece?> FindAsync(
        Dictionary<long, Walk> walks, IReadOnlyCollection<OnePiece> inTheAir, CancellationToken cancellationToken)
    {
        while (true)
        {
            var fanOut = await NextFanOutAsync(inTheAir, walks, cancellationToken);
            var head = await NextHeadAsync(inTheAir, cancellationToken);
            if (head is not null && (fanOut is null || head.Priority <= fanOut.Priority))
            {
                if (await FromQueueAsync(head, cancellationToken) is { } deferred)
                    return deferred;
            }
            else if (fanOut is null)
            {
                return null;
            }
            else if (await FromAudienceAsync(fanOut, walks, inTheAir, cancellationToken) is { } piece)
            {
                return piece;
            }
        }
    }

    /// <summary>When the first of the waiting chats may be served; null when none waits.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        Queued().MinAsync(d => (DateTimeOffset?)d.DueAt, cancellationToken);

    private IQueryable<DeferredDelivery> Queued() =>
        db.Deferred.AsNoTracking()
            .Where(d => d.Platform == platform.Platform && d.Account == platform.Account
                && !db.Deferred.Any(e => e.SubscriberId == d.SubscriberId
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

    private async Task<FanOut?> NextFanOutAsync(
        IReadOnlyCollection<OnePiece> inTheAir, Dictionary<long, Walk> walks, CancellationToken cancellationToken)
    {
        // At the end of its audience, a walk only waits for what is in the air.
        var ended = walks.Values.Where(w => w.Ended && w.HasInTheAir).Select(w => w.FanOut.Id).ToArray();
        // A correction does not pass the message it corrects.
        var beingSent = inTheAir.Where(p => p.Alert.Kind == AlertKind.New).Select(p => p.Alert.ArticleId).Distinct().ToArray();
        var candidates = await db.FanOuts.AsNoTracking()
            .Where(f => f.Platform == platform.Platform && f.Account == platform.Account && f.State == FanOutState.Open)
            .Where(f => !db.Alerts.Any(a => a.Revision == f.AlertRevision && a.Kind != AlertKind.New && beingSent.Contains(a.ArticleId)))
            .OrderBy(f => f.Priority).ThenBy(f => f.Id)
            .Take(1 + ended.Length + inTheAir.Count)
            .ToListAsync(cancellationToken);
        return candidates.Find(f => !ended.Contains(f.Id));
    }

    private async Task<OnePiece?> FromQueueAsync(DeferredDelivery head, CancellationToken cancellationToken)
    {
        var row = db.Deferred.Where(d => d.AlertRevision == head.AlertRevision && d.SubscriberId == head.SubscriberId);
        var subscriber = await db.Subscribers.AsNoTracking().SingleOrDefaultAsync(s => s.Id == head.SubscriberId, cancellationToken);
        var alert = await db.Alerts.AsNoTracking().SingleOrDefaultAsync(a => a.Revision == head.AlertRevision, cancellationToken);
        var article = alert is null ? null : await articles.FindAsync(alert.ArticleId, cancellationToken);
        if (subscriber is null || alert is null || article is null || !IsCurrent(alert, article)
            || !await Audience.StillWantsAsync(db, alert, subscriber, cancellationToken))
        {
            await row.ExecuteDeleteAsync(cancellationToken);
            return null;
        }

        var freeAt = pace.ChatFreeAt(subscriber.ChatId);
        if (freeAt > time.GetUtcNow())
        {
            await row.ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, freeAt), cancellationToken);
            return null;
        }

        return new OnePiece(alert, article, subscriber, null, await EditedMessageAsync(alert, subscriber, cancellationToken), head.Attempts);
    }

    private async Task<OnePiece?> FromAudienceAsync(
        FanOut fanOut, Dictionary<long, Walk> walks, IReadOnlyCollection<OnePiece> inTheAir, CancellationToken cancellationToken)
    {
        if (!walks.TryGetValue(fanOut.Id, out var walk))
        {
            var found = await db.Alerts.AsNoTracking().SingleAsync(a => a.Revision == fanOut.AlertRevision, cancellationToken);
            walks.Add(fanOut.Id, walk = new Walk(fanOut, found));
        }

        var alert = walk.Alert;
        var article = await articles.FindAsync(alert.ArticleId, cancellationToken);
        var next = article is not null && IsCurrent(alert, article)
            ? await Audience.AfterAsync(db, alert, fanOut, walk.Reached, 1, cancellationToken)
            : [];
        if (next.Count == 0)
        {
            walk.Ended = true;
            if (!walk.HasInTheAir)
                await FinishAsync(walk, walks, cancellationToken);
            return null;
        }

        var subscriber = next[0];
        if (await MustQueueAsync(subscriber, inTheAir, cancellationToken) is { } dueAt)
        {
            await QueueAsync(walk, subscriber, dueAt, cancellationToken);
            walk.Take(subscriber.Id);
            return null;
        }

        var edited = await EditedMessageAsync(alert, subscriber, cancellationToken);
        walk.Launch(subscriber.Id);
        return new OnePiece(alert, article!, subscriber, walk, edited, 0);
    }

    // What was withdrawn before it was sent is not sent.
    private static bool IsCurrent(Alert alert, Article article) =>
        alert.Kind == AlertKind.Withdrawn || article.WithdrawnAt is null;

    private async Task<string?> EditedMessageAsync(Alert alert, Subscriber subscriber, CancellationToken cancellationToken) =>
        alert.Kind == AlertKind.New
            ? null
            : await db.Receipts.AsNoTracking()
                .Where(r => r.ArticleId == alert.ArticleId && r.SubscriberId == subscriber.Id && r.Kind == AlertKind.New)
                .Select(r => r.MessageId)
                .SingleOrDefaultAsync(cancellationToken);

    private async Task<DateTimeOffset?> MustQueueAsync(
        Subscriber subscriber, IReadOnlyCollection<OnePiece> inTheAir, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var freeAt = pace.ChatFreeAt(subscriber.ChatId);
        if (freeAt > now)
            return freeAt;
        var busy = inTheAir.Any(p => p.Subscriber.Id == subscriber.Id)
            || await db.Deferred.AnyAsync(d => d.SubscriberId == subscriber.Id, cancellationToken);
        return busy ? now : null;
    }

    private async Task QueueAsync(Walk walk, Subscriber subscriber, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        db.Deferred.Add(new DeferredDelivery
        {
            AlertRevision = walk.Alert.Revision,
            SubscriberId = subscriber.Id,
            Platform = platform.Platform,
            Account = platform.Account,
            Priority = walk.Alert.Priority,
            DueAt = dueAt,
            Reason = "the chat's turn",
            CreatedAt = time.GetUtcNow(),
        });
        var settled = walk.SettledHaving(subscriber.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.FanOuts.Where(f => f.Id == walk.FanOut.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.Cursor, settled), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private async Task FinishAsync(Walk walk, Dictionary<long, Walk> walks, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await db.FanOuts.Where(f => f.Id == walk.FanOut.Id).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.State, FanOutState.Finished)
                .SetProperty(f => f.Cursor, walk.Reached)
                .SetProperty(f => f.FinishedAt, now),
            cancellationToken);
        walks.Remove(walk.FanOut.Id);
    }
}
