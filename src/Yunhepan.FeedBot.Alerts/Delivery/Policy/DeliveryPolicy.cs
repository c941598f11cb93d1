using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Policy;

/// <summary>
/// Decides what becomes of an alert for a chat: send it, hold it until later, or drop it. This is the only place that knows
/// quiet hours, digests, pauses, hourly limits, lateness and urgency. It decides by what it is given alone: the lane, the
/// digests and the settings ask it alike, and /why tells what it decided.
/// </summary>
internal static class DeliveryPolicy
{
    /// <summary>When a digest comes for a chat that chose no hour.</summary>
    public static readonly TimeOnly UsualDigestHour = new(8, 0);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // After so long, the late alerts that a chat waits for have come together.
    private static readonly TimeSpan LateTogether = TimeSpan.FromMinutes(1);

    /// <summary>Decides by the chat's preferences about when: rest, pause, digest and quiet hours.</summary>
    /// <param name="subscription">How the chat wants what the alert matched; null for corrections.</param>
    public static DeliveryDecision Decide(
        Subscriber chat, Subscription? subscription, AlertKind kind, Priority priority, LocalClock clock, DateTimeOffset now)
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
        var getsThrough = BreaksQuietHours(chat, priority);
        if (!getsThrough && subscription?.Mode == SubscriptionMode.Digest)
            return new DeliveryDecision.Hold(HoldKind.Digest, NextDigest(chat, clock, now));
        if (!getsThrough && IsQuiet(chat, clock, now))
            return new DeliveryDecision.Hold(HoldKind.Quiet, clock.Next(now, chat.QuietTo!.Value));
        return new DeliveryDecision.Send(Silently: chat.Silent || subscription?.Silent == true || priority == Priority.Low);
    }

    /// <summary>
    /// Holds what may go, where the chat has had as many messages in the last hour as it wants. Urgent alerts are not counted.
    /// </summary>
    /// <param name="hourFreeAt">See <see cref="HourFreeAt"/>.</param>
    public static DeliveryDecision WithinHour(DeliveryDecision decision, Alert alert, DateTimeOffset? hourFreeAt) =>
        decision is DeliveryDecision.Send && IsLimited(alert) && hourFreeAt is { } freeAt
            ? new DeliveryDecision.Hold(HoldKind.Flood, freeAt) : decision;

    /// <summary>Returns true for what an hourly limit counts.</summary>
    public static bool IsLimited(Alert alert) => alert is { Kind: AlertKind.New, Priority: not Priority.Urgent };

    /// <summary>Returns when the chat's next message may come by its own limit an hour; null: at once.</summary>
    /// <param name="sent">When each message of the last hour was sent.</param>
    public static DateTimeOffset? HourFreeAt(int mostPerHour, IEnumerable<DateTimeOffset> sent)
    {
        var moments = sent.Order().ToList();
        return moments.Count < mostPerHour ? null : moments[^mostPerHour] + Hour;
    }

    /// <summary>Returns the moment since which the messages of an hourly limit are counted.</summary>
    public static DateTimeOffset HourBegins(DateTimeOffset now) => now - Hour;

    /// <summary>Says why what waited is dropped; null: it is not.</summary>
    /// <param name="isWanted">Asked only when the article itself may still go.</param>
    public static async ValueTask<DeliveryDecision.Drop?> DropAsync(Alert alert, Article? article, DateTimeOffset now, Func<Article,
        Task<bool>> isWanted)
    {
        if (article is null)
            return new DeliveryDecision.Drop(ReceiptCause.ArticleGone);
        if (!alert.IsCurrent(article, now))
            return new DeliveryDecision.Drop(article.WithdrawnAt is null ? ReceiptCause.Over : ReceiptCause.Withdrawn);
        return await isWanted(article) ? null : new DeliveryDecision.Drop(ReceiptCause.NotWanted);
    }

    /// <summary>
    /// Returns true for an alert so late that, among many such, the newest few stand for all. Urgent alerts are never summed
    /// up.
    /// </summary>
    public static bool IsLate(Alert alert, AlertsOptions options, DateTimeOffset now) =>
        IsLimited(alert) && now - alert.CreatedAt > options.CatchUpAfter;

    /// <summary>Holds a late alert until its like have come together.</summary>
    public static DeliveryDecision HoldLate(DateTimeOffset now) => new DeliveryDecision.Hold(HoldKind.Flood, now + LateTogether);

    /// <summary>Returns true when so many alerts wait for one chat that the newest few stand for all.</summary>
    public static bool IsFlood(int waiting, AlertsOptions options) => options.FloodFrom > 0 && waiting >= options.FloodFrom;

    /// <summary>Returns true when so many alerts are late that the newest few stand for all.</summary>
    public static bool IsBacklog(int late, AlertsOptions options) => options.CatchUpFrom > 0 && late >= options.CatchUpFrom;

    /// <summary>Returns when what is held for a reason may go, by the preferences that the chat has now.</summary>
    public static DateTimeOffset HeldUntil(HoldKind hold, Subscriber chat, LocalClock clock, DateTimeOffset now) => hold switch
    {
        HoldKind.Paused => chat.PausedUntil ?? now,
        HoldKind.Quiet => IsQuiet(chat, clock, now) ? clock.Next(now, chat.QuietTo!.Value) : now,
        HoldKind.Digest => NextDigest(chat, clock, now),
        HoldKind.Flood => now,
        _ => throw new UnreachableException($"preferences do not decide how long {hold} lasts"),
    };

    /// <summary>Returns when the chat's next digest comes.</summary>
    public static DateTimeOffset NextDigest(Subscriber chat, LocalClock clock, DateTimeOffset now) =>
        clock.Next(now, chat.DigestAt ?? UsualDigestHour, chat.DigestOn);

    /// <summary>Returns when a digest goes whose hour lies in the quiet hours; null: it comes at its hour.</summary>
    public static TimeOnly? DigestWaitsUntil(Subscriber chat) =>
        chat is { QuietFrom: { } from, QuietTo: { } to } && from != to && (chat.DigestAt ?? UsualDigestHour).IsBetween(from, to) ? to
            : null;

    /// <summary>Returns true for an alert that waits for neither quiet hours nor a digest.</summary>
    public static bool BreaksQuietHours(Subscriber chat, Priority priority) => priority == Priority.Urgent && chat.UrgentInQuiet;

    private static bool IsQuiet(Subscriber chat, LocalClock clock, DateTimeOffset now) =>
        chat is { QuietFrom: { } from, QuietTo: { } to } && clock.IsWithin(now, from, to);
}
