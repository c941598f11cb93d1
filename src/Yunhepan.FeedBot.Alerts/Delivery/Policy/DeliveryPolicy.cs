using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Policy;

/// <summary>What is to become of one alert for one chat at this moment.</summary>
internal abstract record DeliveryDecision
{
    private DeliveryDecision()
    {
    }

    public sealed record Send(bool Silently) : DeliveryDecision;

    public sealed record Hold(HoldKind Kind, DateTimeOffset Until) : DeliveryDecision;
}

/// <summary>The chat's own wishes about when: pause, rest, digest and quiet hours. Pure, so that /why can ask it too.</summary>
internal static class DeliveryPolicy
{
    public static readonly TimeOnly UsualDigestHour = new(8, 0);

    /// <param name="subscription">How the chat wants what the alert matched; null for corrections.</param>
    public static DeliveryDecision Decide(Subscriber chat, Subscription? subscription, AlertKind kind, Priority priority, LocalClock clock, DateTimeOffset now)
    {
        if (chat.RestsUntil is { } rests && rests > now)
            return new DeliveryDecision.Hold(HoldKind.Rest, rests);
        // That something is over is said aloud, unless the chat wants no sound now.
        if (kind == AlertKind.Ended)
            return new DeliveryDecision.Send(Silently: chat.Silent || chat.PausedUntil > now || IsQuiet(chat, clock, now));
        // An edit makes no sound and no new message.
        if (kind != AlertKind.New)
            return new DeliveryDecision.Send(Silently: true);
        if (chat.PausedUntil is { } paused && paused > now)
            return new DeliveryDecision.Hold(HoldKind.Paused, paused);
        var getsThrough = priority == Priority.Urgent && chat.UrgentInQuiet;
        if (!getsThrough && subscription?.Mode == SubscriptionMode.Digest)
            return new DeliveryDecision.Hold(HoldKind.Digest, clock.Next(now, chat.DigestAt ?? UsualDigestHour, chat.DigestOn));
        if (!getsThrough && IsQuiet(chat, clock, now))
            return new DeliveryDecision.Hold(HoldKind.Quiet, clock.Next(now, chat.QuietTo!.Value));
        return new DeliveryDecision.Send(Silently: chat.Silent || subscription?.Silent == true || priority == Priority.Low);
    }

    private static bool IsQuiet(Subscriber chat, LocalClock clock, DateTimeOffset now) =>
        chat is { QuietFrom: { } from, QuietTo: { } to } && clock.IsWithin(now, from, to);
}
