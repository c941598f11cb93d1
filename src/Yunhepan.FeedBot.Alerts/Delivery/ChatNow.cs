using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Matching;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>One chat as it is at this moment, right before something is sent to it: a change counts at the next send.</summary>
internal sealed class ChatNow(AlertsDb db, Subscriber subscriber, IReadOnlyList<Subscription> rows, DateTimeOffset now)
{
    public Subscriber Subscriber => subscriber;

    /// <summary>Null when it is gone or not active.</summary>
    public static async Task<ChatNow?> ReadAsync(AlertsDb db, long subscriberId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await db.Subscribers.AsNoTracking()
            .Where(s => s.Id == subscriberId && s.State == SubscriberState.Active)
            .Select(s => new { Chat = s, Rows = db.Subscriptions.Where(r => r.SubscriberId == s.Id).ToList() })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new ChatNow(db, found.Chat, found.Rows, now);
    }

    /// <summary>Whether it wants what a walk brings. Corrections are for whoever has the message.</summary>
    public async Task<Verdict> JudgeAsync(Alert alert, IReadOnlySet<TopicKey> topics, FilterJudge judge, CancellationToken cancellationToken)
    {
        if (alert.Kind != AlertKind.New)
            return new Verdict(VerdictKind.Wanted, null);
        await judge.PrepareAsync(db, rows.Where(r => topics.Contains(r.Topic)), cancellationToken);
        return Verdict.Of(rows, topics, judge.Passes, now);
    }

    /// <summary>It has this alert, or a message about its article, or waits for it.</summary>
    public async Task<bool> HasAsync(Alert alert, CancellationToken cancellationToken) =>
        await WasToldAsync(alert, cancellationToken)
        || await db.Deferred.AnyAsync(d => d.AlertRevision == alert.Revision && d.SubscriberId == subscriber.Id, cancellationToken);

    public Task<bool> WasToldAsync(Alert alert, CancellationToken cancellationToken) => alert.Kind == AlertKind.New
        ? db.Receipts.AnyAsync(r => r.ArticleId == alert.ArticleId && r.SubscriberId == subscriber.Id && r.Kind == AlertKind.New, cancellationToken)
        : db.Receipts.AnyAsync(r => r.AlertRevision == alert.Revision && r.SubscriberId == subscriber.Id, cancellationToken);
}
