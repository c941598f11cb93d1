using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Policy;

/// <summary>A chat at one moment, as the policy looks at it.</summary>
/// <param name="CanEdit">Its platform edits sent messages: there, a correction is no new message.</param>
internal sealed record ChatMoment(Subscriber Chat, LocalClock Clock, DateTimeOffset Now, bool CanEdit = true);

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
