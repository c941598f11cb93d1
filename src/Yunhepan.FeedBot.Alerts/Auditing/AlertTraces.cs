using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>One alert over all chats.</summary>
/// <param name="What">In a word: its kind, or <c>Restored</c>.</param>
/// <param name="Topics">What it is about, each as <c>kind:id</c>: the followers of any of these are its audience.</param>
/// <param name="OpenFanOuts">Accounts whose audience is not walked to its end.</param>
/// <param name="Outcomes">What became of it, and in how many chats.</param>
/// <param name="Waiting">For what it waits, and in how many chats.</param>
public sealed record TracedAlert(
    long Alert, AlertKind Kind, string What, Priority Priority, DateTimeOffset RaisedAt, IReadOnlyList<string> Topics, int OpenFanOuts,
    IReadOnlyDictionary<DeliveryOutcome, int> Outcomes, IReadOnlyDictionary<HoldKind, int> Waiting);

/// <summary>One alert in one chat.</summary>
/// <param name="Outcome">Null while it waits.</param>
/// <param name="Hold">What it waits for, or had waited for.</param>
/// <param name="At">When the outcome was recorded; while it waits, when it is due.</param>
/// <param name="Label">The chat as logs name it.</param>
/// <param name="TopicName">The topic with its name.</param>
public sealed record TracedDelivery(
    long Alert, long Subscriber, ChatAddress Chat, DeliveryOutcome? Outcome, HoldKind? Hold, DateTimeOffset At, string? MessageId,
    string? Topic, int Attempts, string? Reason, string Label, string? TopicName);

/// <summary>What became of an article's alerts over all chats, for the operator. Scoped, as its contexts are.</summary>
public sealed class AlertTraces(AlertsDb db, Subscriptions subscriptions)
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
                alert.Revision, alert.Kind, alert.What, alert.Priority, alert.CreatedAt, topics, open, counts.Outcomes, counts.Waiting));
        }

        return traced;
    }

    /// <summary>The number of the article that an alert is about; null when there is no such alert (any more).</summary>
    public Task<long?> ArticleOfAsync(long alert, CancellationToken cancellationToken) =>
        db.Alerts.Where(a => a.Revision == alert).Select(a => (long?)a.ArticleId).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Chat by chat, in the order of their numbers; first those that have it, then those that wait.</summary>
    public async IAsyncEnumerable<TracedDelivery> DeliveriesAsync(long alert, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var done = db.Receipts.AsNoTracking().Where(r => r.AlertRevision == alert)
            .Join(db.Subscribers, r => r.SubscriberId, s => s.Id, (r, s) => new { Receipt = r, Chat = s })
            .OrderBy(r => r.Receipt.SubscriberId).AsAsyncEnumerable();
        await foreach (var row in done.WithCancellation(cancellationToken))
        {
            var r = row.Receipt;
            yield return new TracedDelivery(alert, r.SubscriberId, row.Chat.Address, r.Outcome, r.Held, r.SentAt, r.MessageId,
                r.Topic?.ToString(), r.Attempts, r.Reason, row.Chat.Label, NameOf(r.Topic));
        }

        var waiting = db.Deferred.AsNoTracking().Where(d => d.AlertRevision == alert)
            .Join(db.Subscribers, d => d.SubscriberId, s => s.Id, (d, s) => new { Deferred = d, Chat = s })
            .OrderBy(d => d.Deferred.SubscriberId).AsAsyncEnumerable();
        await foreach (var row in waiting.WithCancellation(cancellationToken))
        {
            var d = row.Deferred;
            yield return new TracedDelivery(alert, d.SubscriberId, row.Chat.Address, null, d.Hold, d.DueAt, null,
                d.Topic?.ToString(), d.Attempts, d.Reason, row.Chat.Label, NameOf(d.Topic));
        }
    }

    private string? NameOf(TopicKey? topic) => topic is { } known ? subscriptions.NameOf(known) : null;
}
