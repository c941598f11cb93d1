using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>Reads what <see cref="DeliveryPolicy"/> has to know of a chat, and asks it.</summary>
internal sealed class DeliveryDecider(AlertsDb db, LaneAccount account)
{
    /// <param name="subscription">How the chat wants what the alert matched; null for corrections.</param>
    public async Task<DeliveryDecision> DecideAsync(Subscriber chat, Subscription? subscription, Alert alert,
        CancellationToken cancellationToken)
    {
        var now = account.Now;
        var decision = DeliveryPolicy.Decide(chat, subscription, alert.Kind, alert.Priority, account.ClockOf(chat), now);
        return decision is DeliveryDecision.Send && DeliveryPolicy.IsLimited(alert)
            ? DeliveryPolicy.WithinHour(decision, alert, await HourFreeAtAsync(db, chat, now, cancellationToken))
            : decision;
    }

    /// <summary>Returns when the chat's next message may come by its own limit an hour; null: at once.</summary>
    public static async Task<DateTimeOffset?> HourFreeAtAsync(AlertsDb db, Subscriber chat, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (chat.MaxPerHour is not { } most)
            return null;
        var since = DeliveryPolicy.HourBegins(now);
        var sent = await db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == chat.Id && r.SentAt > since && r.Kind == AlertKind.New && r.MessageId != null
                && (r.Outcome == DeliveryOutcome.Sent || r.Outcome == DeliveryOutcome.Digested))
            .Select(r => new { r.MessageId, r.SentAt })
            .ToListAsync(cancellationToken);
        // A digest has a receipt for each of its articles.
        return DeliveryPolicy.HourFreeAt(most, sent.GroupBy(r => r.MessageId, r => r.SentAt).Select(m => m.Min()));
    }

    /// <summary>Matches what waited with the chat's subscriptions of now; null when the chat has the article already.</summary>
    public async Task<Match?> MatchWaitingAsync(ChatSnapshot chat, Alert alert, Articles.Article article,
        CancellationToken cancellationToken) =>
        alert.Kind == AlertKind.New && await chat.WasToldAsync(alert, cancellationToken)
            ? null
            : await chat.MatchWaitingAsync(alert, new FilterEvaluator(article, account.Patterns), cancellationToken);
}
