using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Policy;

/// <summary>The state of a chat at one moment, for the policy.</summary>
/// <param name="CanEdit">True if its platform edits sent messages, so that a correction is not a new message.</param>
internal sealed record ChatMoment(Subscriber Chat, LocalClock Clock, DateTimeOffset Now, bool CanEdit = true);

/// <summary>The decision on one alert for one chat at this moment.</summary>
internal abstract record DeliveryDecision
{
    private DeliveryDecision()
    {
    }

    public sealed record Send(bool Silently) : DeliveryDecision;

    public sealed record Hold(HoldKind Kind, DateTimeOffset Until) : DeliveryDecision;

    public sealed record Drop(ReceiptCause Because) : DeliveryDecision;
}
