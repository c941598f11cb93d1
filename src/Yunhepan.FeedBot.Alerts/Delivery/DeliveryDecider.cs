using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>What is to become of an alert for a chat now: its wishes about when, then its own limit an hour.</summary>
internal sealed class DeliveryDecider(AlertsDb db, Func<Subscriber, LocalClock> clocks, TimeProvider time)
{
    /// <param name="subscription">How the chat wants what the alert matched; null for corrections.</param>
    public async Task<DeliveryDecision> OfAsync(Subscriber chat, Subscription? subscription, Alert alert, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var decision = DeliveryPolicy.Decide(chat, subscription, alert.Kind, alert.Priority, clocks(chat), now);
        return decision is DeliveryDecision.Send && alert is { Kind: AlertKind.New, Priority: not Priority.Urgent }
            && await HourlyLimit.FreeAtAsync(db, chat, now, cancellationToken) is { } freeAt
            ? new DeliveryDecision.Hold(HoldKind.Flood, freeAt) : decision;
    }
}
