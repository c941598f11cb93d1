using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Policy;

/// <summary>What is to become of one alert for one chat at this moment.</summary>
internal abstract record DeliveryDecision
{
    private DeliveryDecision()
    {
    }

    public sealed record Send(bool Silently) : DeliveryDecision;

    public sealed record Hold(HoldKind Kind, DateTimeOffset Until) : DeliveryDecision;

    public sealed record Drop(ReceiptCause Because) : DeliveryDecision;
}
