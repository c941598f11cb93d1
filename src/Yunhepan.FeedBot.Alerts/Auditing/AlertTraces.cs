using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>The state of one alert over all chats.</summary>
/// <param name="Topics">Its topics, each as <c>kind:id</c>: the followers of any of these are its audience.</param>
/// <param name="OpenFanOuts">The accounts whose fan-out is not complete.</param>
/// <param name="Outcomes">The outcomes, and the number of chats for each.</param>
/// <param name="Waiting">The reasons for waiting, and the number of chats for each.</param>
public sealed record TracedAlert(
    long Alert, AlertKind Kind, Priority Priority, DateTimeOffset RaisedAt, IReadOnlyList<string> Topics, int OpenFanOuts,
    IReadOnlyDictionary<DeliveryOutcome, int> Outcomes, IReadOnlyDictionary<HoldKind, int> Waiting);

/// <summary>The state of one alert in one chat.</summary>
/// <param name="Outcome">The outcome; null while it waits.</param>
/// <param name="Hold">The reason for which it waits or waited.</param>
/// <param name="At">When it ended, or when it is due.</param>
public sealed record TracedDelivery(
    long Alert, long Subscriber, ChatAddress Chat, DeliveryOutcome? Outcome, HoldKind? Hold, DateTimeOffset At, string? MessageId,
    string? Topic, int Attempts, string? Reason);

/// <summary>Reports the state of an article's alerts over all chats, for the operator. Scoped, like its contexts.</summary>
public sealed class AlertTraces(AlertsDb db)
{
    /// <summary>Returns all alerts about an article's story in order.</summary>
    public async Task<IReadOnlyList<TracedAlert>> ReadAsync(Article article, CancellationToken cancellationToken)
    {
        var alerts = await db.Alerts.AsNoTracking()
            .Where(a => a.ArticleId == article.Id || a.StoryId == article.StoryId).OrderBy(a => a.Revision).ToListAsync(cancellationToken);
        List<TracedAlert> traced = [];
        foreach (var alert in alerts)
        {
            var counts = await DeliveryCounts.ReadAsync(db, alert.Revision, cancellationToken);
            var open = await db.FanOuts.CountAsync(f => f.AlertRevision == alert.Revision && f.State == FanOutState.Open,
                cancellationToken);
            var topics = alert.Topics.ConvertAll(t => t.ToString());
            traced.Add(new TracedAlert(
                alert.Revision, alert.Kind, alert.Priority, alert.CreatedAt, topics, open, counts.Outcomes, counts.Waiting));
        }

        return traced;
    }

    /// <summary>Returns the deliveries per chat in the order of the chats' numbers, completed ones before waiting ones.</summary>
    public async IAsyncEnumerable<TracedDelivery> DeliveriesAsync(long alert, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var done = db.Receipts.AsNoTracking().Where(r => r.AlertRevision == alert)
            .Join(db.Subscribers, r => r.SubscriberId, s => s.Id, (r, s) => new { Receipt = r, Chat = s })
            .OrderBy(r => r.Receipt.SubscriberId).AsAsyncEnumerable();
        await foreach (var row in done.WithCancellation(cancellationToken))
        {
            var r = row.Receipt;
            yield return new TracedDelivery(alert, r.SubscriberId, row.Chat.Address, r.Outcome, r.Held, r.SentAt, r.MessageId,
                r.Topic?.ToString(),
                r.Attempts, r.Reason);
        }

        var waiting = db.Deferred.AsNoTracking().Where(d => d.AlertRevision == alert)
            .Join(db.Subscribers, d => d.SubscriberId, s => s.Id, (d, s) => new { Deferred = d, Chat = s })
            .OrderBy(d => d.Deferred.SubscriberId).AsAsyncEnumerable();
        await foreach (var row in waiting.WithCancellation(cancellationToken))
        {
            var d = row.Deferred;
            yield return new TracedDelivery(alert, d.SubscriberId, row.Chat.Address, null, d.Hold, d.DueAt, null,
                d.Topic?.ToString(), d.Attempts,
                d.Reason);
        }
    }
}
