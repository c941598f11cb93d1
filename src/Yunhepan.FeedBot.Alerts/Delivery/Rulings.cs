using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>What is to become of an alert for a chat now: its wishes about when, then its own limit an hour.</summary>
internal sealed class Rulings(AlertsDb db, Func<Subscriber, LocalClock> clocks, TimeProvider time)
{
    /// <param name="wish">How the chat wants what the alert matched; null for corrections.</param>
    public async Task<Ruling> OfAsync(Subscriber chat, Subscription? wish, Alert alert, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ruling = DeliveryRules.Decide(chat, wish, alert.Kind, alert.Priority, clocks(chat), now);
        return ruling is Ruling.Send && alert is { Kind: AlertKind.New, Priority: not Priority.Urgent }
            && await HourlyLimit.FreeAtAsync(db, chat, now, cancellationToken) is { } freeAt
            ? new Ruling.Hold(HoldKind.Flood, freeAt) : ruling;
    }
}
