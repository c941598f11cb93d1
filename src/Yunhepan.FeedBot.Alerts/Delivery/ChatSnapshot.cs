using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>One chat as it is at this moment, right before something is sent to it: a change counts at the next send.</summary>
internal sealed class ChatSnapshot(AlertsDb db, Subscriber subscriber, IReadOnlyList<Subscription> rows, DateTimeOffset now)
{
    public Subscriber Subscriber => subscriber;

    /// <summary>Null when it is gone or not active.</summary>
    public static async Task<ChatSnapshot?> ReadAsync(AlertsDb db, long subscriberId, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var found = await db.Subscribers.AsNoTracking()
            .Where(s => s.Id == subscriberId && s.State == SubscriberState.Active)
            .Select(s => new { Chat = s, Rows = db.Subscriptions.Where(r => r.SubscriberId == s.Id).ToList() })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new ChatSnapshot(db, found.Chat, found.Rows, now);
    }

    /// <summary>Says whether it wants what a fan-out brings. Corrections are for whoever has the message.</summary>
    public async Task<Match> MatchAsync(Alert alert, IReadOnlySet<TopicKey> topics, FilterEvaluator evaluator,
        CancellationToken cancellationToken)
    {
        if (alert.Kind != AlertKind.New)
            return new Match(MatchKind.Wanted, null);
        await evaluator.PrepareAsync(db, rows.Where(r => topics.Contains(r.Topic)), cancellationToken);
        return Match.Of(rows, topics, evaluator, now);
    }

    /// <summary>
    /// Likewise for what waited: another alert may have left it to this one to bring the story, so that its topics count too.
    /// </summary>
    public async Task<Match> MatchWaitingAsync(Alert alert, FilterEvaluator evaluator, CancellationToken cancellationToken)
    {
        var match = await MatchAsync(alert, alert.Topics.Select(AlertTopic.Parse).ToHashSet(), evaluator, cancellationToken);
        if (match.Kind is MatchKind.Wanted or MatchKind.Muted)
            return match;
        var alerts = await db.Alerts.AsNoTracking().Where(a => a.ArticleId == alert.ArticleId && a.Kind == AlertKind.New)
            .ToListAsync(cancellationToken);
        return alerts.Count == 1 ? match
            : await MatchAsync(alert, alerts.SelectMany(a => a.Topics).Select(AlertTopic.Parse).ToHashSet(), evaluator, cancellationToken);
    }

    /// <summary>What it has of an alert's story; null: a message about it, or this alert itself waits.</summary>
    public async Task<WaitingStory?> StoryAsync(Alert alert, CancellationToken cancellationToken)
    {
        if (await WasToldAsync(alert, cancellationToken))
            return null;
        var ofStory = alert.Kind == AlertKind.New
            ? db.Deferred.Where(d =>
                db.Alerts.Any(a => a.Revision == d.AlertRevision && a.ArticleId == alert.ArticleId && a.Kind == AlertKind.New))
            : db.Deferred.Where(d => d.AlertRevision == alert.Revision);
        var waiting = await ofStory.Where(d => d.SubscriberId == subscriber.Id)
            .Select(d => new { d.AlertRevision, d.Priority, d.IsGathered }).ToListAsync(cancellationToken);
        return waiting.Exists(d => d.AlertRevision == alert.Revision) ? null
            : new WaitingStory(waiting.Count > 0, waiting.Exists(d => !d.IsGathered && d.Priority <= alert.Priority));
    }

    public Task<bool> WasToldAsync(Alert alert, CancellationToken cancellationToken) => alert.Kind == AlertKind.New
        ? db.Receipts.AnyAsync(r => r.ArticleId == alert.ArticleId && r.SubscriberId == subscriber.Id && r.Kind == AlertKind.New,
            cancellationToken)
        : db.Receipts.AnyAsync(r => r.AlertRevision == alert.Revision && r.SubscriberId == subscriber.Id, cancellationToken);
}

/// <summary>Where another alert about the same article waits for the chat: a story is held once.</summary>
/// <param name="IsHeld">Anywhere: what would only be held need not be.</param>
/// <param name="IsQueued">In the chat's queue, no less urgent than the alert in question.</param>
internal sealed record WaitingStory(bool IsHeld, bool IsQueued);
