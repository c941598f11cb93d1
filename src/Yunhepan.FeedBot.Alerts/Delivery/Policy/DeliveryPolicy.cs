using System.Diagnostics;
using System.Linq.Expressions;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Policy;

/// <summary>
/// Decides on an alert for a chat: send it, hold it until later, or drop it. Only this class knows mutes, quiet hours, digests,
/// pauses, hourly limits, lateness and urgency. It decides by its arguments alone and reads nothing. The lane, the digests, the
/// settings and /why all ask it.
/// </summary>
internal static class DeliveryPolicy
{
    /// <summary>The digest hour of a chat that chose none.</summary>
    public static readonly TimeOnly UsualDigestHour = new(8, 0);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(2);

    // After this time the late alerts of a chat have been collected.
    private static readonly TimeSpan LateTogether = TimeSpan.FromMinutes(1);

    /// <summary>Returns true while the subscription mutes its topic.</summary>
    public static bool IsMuted(Subscription row, DateTimeOffset now) =>
        row.Until is { } until ? until > now : row.Mode == SubscriptionMode.Muted;

    /// <summary>
    /// Returns whether a chat wants an article, and by which subscription. A mute overrides everything; of several subscriptions
    /// that match, the one that delivers soonest and with a sound counts.
    /// </summary>
    /// <param name="rows">All topics that the chat follows or mutes.</param>
    /// <param name="topics">The topics of the alert. If the alert is for a repost, it brings another article, and a chat that
    /// muted that article's source does not want it either.</param>
    /// <param name="evaluator">Evaluates filters on the article in the message.</param>
    public static Match FindMatch(
        IEnumerable<Subscription> rows, IReadOnlySet<TopicKey> topics, FilterEvaluator evaluator, DateTimeOffset now)
    {
        Subscription? wanted = null;
        Subscription? filtered = null;
        foreach (var row in rows.Where(r => topics.Contains(r.Topic) || (IsMuted(r, now) && r.Topic == evaluator.Source)))
        {
            if (IsMuted(row, now))
                return new Match(MatchKind.Muted, row);
            if (row.Mode == SubscriptionMode.Muted)
                continue;
            if (!evaluator.Passes(row))
                filtered ??= row;
            else if (wanted is null || (row.Mode, row.Silent).CompareTo((wanted.Mode, wanted.Silent)) < 0)
                wanted = row;
        }

        return wanted is not null ? new Match(MatchKind.Wanted, wanted)
            : filtered is not null ? new Match(MatchKind.Filtered, filtered)
            : new Match(MatchKind.NotFollowed, null);
    }

    /// <summary>Decides by the chat's time preferences: rest, pause, digest and quiet hours.</summary>
    /// <param name="subscription">The subscription that the alert matched; null for corrections.</param>
    public static DeliveryDecision Decide(ChatMoment moment, Subscription? subscription, AlertKind kind, Priority priority)
    {
        var (chat, _, now, canEdit) = moment;
        if (chat.RestsUntil is { } rests && rests > now)
            return new DeliveryDecision.Hold(HoldKind.Rest, rests);
        if (kind != AlertKind.New)
            return canEdit ? DecideEdit(moment, kind) : DecideMessageBeside(moment, priority);
        if (PauseEnds(moment) is { } paused)
            return new DeliveryDecision.Hold(HoldKind.Paused, paused);
        var getsThrough = BreaksQuietHours(chat, priority);
        if (!getsThrough && subscription?.Mode == SubscriptionMode.Digest)
            return new DeliveryDecision.Hold(HoldKind.Digest, NextDigest(moment));
        if (!getsThrough && QuietUntil(moment) is { } morning)
            return new DeliveryDecision.Hold(HoldKind.Quiet, morning);
        return new DeliveryDecision.Send(Silently: chat.Silent || subscription?.Silent == true || priority == Priority.Low);
    }

    /// <summary>Holds an alert if the chat has reached its hourly limit. Urgent alerts do not count.</summary>
    /// <param name="hourFreeAt">See <see cref="HourFreeAt"/>.</param>
    public static DeliveryDecision WithinHour(DeliveryDecision decision, Alert alert, DateTimeOffset? hourFreeAt) =>
        decision is DeliveryDecision.Send && IsLimited(alert) && hourFreeAt is { } freeAt
            ? new DeliveryDecision.Hold(HoldKind.Flood, freeAt) : decision;

    /// <summary>Returns when a message that has begun goes on: nothing but the chat's pace and a rest of the chat holds it.</summary>
    public static DateTimeOffset GoesOnAt(Subscriber chat, DateTimeOffset paced) => chat.RestsUntil > paced ? chat.RestsUntil.Value : paced;

    /// <summary>Returns true if an urgent alert may be sent to the chat now, whatever other alerts wait for.</summary>
    public static bool UrgentGoes(ChatMoment moment) =>
        moment.Chat.UrgentInQuiet && Decide(moment, null, AlertKind.New, Priority.Urgent) is DeliveryDecision.Send;

    /// <summary>The waiting deliveries that, if there are too many, are summed up in one message.</summary>
    public static Expression<Func<DeferredDelivery, bool>> WaitToBeSummedUp { get; } = waiting =>
        waiting.Priority != Priority.Urgent && waiting.Hold != HoldKind.Parts;

    /// <summary>
    /// The urgent deliveries that quiet hours, a digest or a pause holds; they go at once if the chat lets urgent ones through.
    /// </summary>
    public static Expression<Func<DeferredDelivery, bool>> UrgentHeldByPreference { get; } = waiting => waiting.Priority == Priority.Urgent
        && (waiting.Hold == HoldKind.Quiet || waiting.Hold == HoldKind.Digest || waiting.Hold == HoldKind.Paused);

    /// <summary>Returns true for a delivery that is sent before any digest, even one that is due.</summary>
    public static bool GoesBeforeDigests(Priority? priority) => priority == Priority.Urgent;

    /// <summary>Returns true for corrections of which each article gets only a limited number. Urgent ones are all sent.</summary>
    public static bool IsEditLimited(Alert alert) => alert is { Kind: AlertKind.Corrected, Priority: not Priority.Urgent, Restores: false };

    /// <summary>Returns the priority of a change to an alert: only that of an urgent one is urgent.</summary>
    public static Priority PriorityOfChange(Alert original) => original.Priority == Priority.Urgent ? Priority.Urgent : Priority.Low;

    /// <summary>
    /// Returns which of several missed changes of one article is delivered for all of them: an edit shows the current state, so the last
    /// one is enough, unless an end came before it, because only an end is announced.
    /// </summary>
    /// <param name="newestFirst">The changes, newest first.</param>
    public static Alert? OfSeveralChanges(IReadOnlyList<Alert> newestFirst) => newestFirst switch
    {
        [] => null,
        [{ Kind: AlertKind.Corrected or AlertKind.AlsoAt } last, ..] => newestFirst.FirstOrDefault(a => a.Kind == AlertKind.Ended) ?? last,
        [var last, ..] => last,
    };

    /// <summary>Returns true for an alert that may be part of a digest. An urgent one always comes whole, in its own message.</summary>
    public static bool MayBeSummedUp(Alert alert) => alert.Priority != Priority.Urgent;

    /// <summary>Returns true for a replacement message that makes a sound although the chat was told of its subject before.</summary>
    public static bool SoundsAgain(Priority priority) => priority == Priority.Urgent;

    /// <summary>Returns true for an alert that counts towards an hourly limit.</summary>
    public static bool IsLimited(Alert alert) => alert is { Kind: AlertKind.New, Priority: not Priority.Urgent };

    /// <summary>Returns when the chat's hourly limit allows its next message; null if it allows one now.</summary>
    /// <param name="sent">The times of the messages of the last hour.</param>
    public static DateTimeOffset? HourFreeAt(int mostPerHour, IEnumerable<DateTimeOffset> sent)
    {
        var moments = sent.Order().ToList();
        return moments.Count < mostPerHour ? null : moments[^mostPerHour] + Hour;
    }

    /// <summary>Returns the start of the hour for the hourly limit.</summary>
    public static DateTimeOffset HourBegins(DateTimeOffset now) => now - Hour;

    /// <summary>Returns why an alert that waited is dropped because of its article; null if it is not.</summary>
    public static DeliveryDecision.Drop? DropBy(Alert alert, Article? article, DateTimeOffset now)
    {
        if (article is null)
            return new DeliveryDecision.Drop(ReceiptCause.ArticleGone);
        return alert.IsCurrent(article, now) ? null
            : new DeliveryDecision.Drop(article.WithdrawnAt is null ? ReceiptCause.Over : ReceiptCause.Withdrawn);
    }

    /// <summary>
    /// Returns why an alert that waited is dropped because of the chat's current subscriptions; null if it is not.
    /// </summary>
    /// <param name="match">The match; null if the chat already has the article.</param>
    public static DeliveryDecision.Drop? DropBy(Match? match) =>
        match is { IsWanted: true } ? null : new DeliveryDecision.Drop(ReceiptCause.NotWanted);

    /// <summary>
    /// Returns true for an alert so late that, if there are many, only the newest few are shown. Urgent alerts are never
    /// summarised.
    /// </summary>
    public static bool IsLate(Alert alert, AlertsOptions options, DateTimeOffset now) =>
        IsLimited(alert) && now - alert.CreatedAt > options.CatchUpAfter;

    /// <summary>Holds a late alert until others like it have been collected.</summary>
    public static DeliveryDecision HoldLate(DateTimeOffset now) => new DeliveryDecision.Hold(HoldKind.Flood, now + LateTogether);

    /// <summary>Returns true if so many alerts wait for one chat that only the newest few are shown.</summary>
    public static bool IsFlood(int waiting, AlertsOptions options) => options.FloodFrom > 0 && waiting >= options.FloodFrom;

    /// <summary>Returns true if more alerts wait for one chat than its platform accepts now, so that they are merged.</summary>
    public static bool IsBeyondLimit(int waiting, int allowance) => waiting > Math.Max(allowance, 1);

    /// <summary>Returns when a message may be sent whose platform asks for nothing in some minutes that is not urgent.</summary>
    /// <param name="at">When it may be sent otherwise.</param>
    public static DateTimeOffset OutsideBusyMinutes(DateTimeOffset at, Priority priority, IReadOnlyList<int> busy)
    {
        if (busy.Count == 0 || priority == Priority.Urgent)
            return at;
        // A message is on its way for a moment.
        var arrives = at + OnItsWay;
        return busy.Contains(arrives.Minute) ? arrives.AddTicks(-(arrives.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1) : at;
    }

    /// <summary>Returns true if so many alerts are late that only the newest few are shown.</summary>
    public static bool IsBacklog(int late, AlertsOptions options) => options.CatchUpFrom > 0 && late >= options.CatchUpFrom;

    /// <summary>Returns when a held delivery may be sent, by the chat's current preferences.</summary>
    public static DateTimeOffset HeldUntil(HoldKind hold, ChatMoment moment) => hold switch
    {
        HoldKind.Paused => moment.Chat.PausedUntil ?? moment.Now,
        HoldKind.Quiet => QuietUntil(moment) ?? moment.Now,
        HoldKind.Digest => NextDigest(moment),
        HoldKind.Flood => moment.Now,
        _ => throw new UnreachableException($"preferences do not decide how long {hold} lasts"),
    };

    /// <summary>Returns when the chat's next digest is due.</summary>
    public static DateTimeOffset NextDigest(ChatMoment moment) =>
        moment.Clock.Next(moment.Now, moment.Chat.DigestAt ?? UsualDigestHour, moment.Chat.DigestOn);

    /// <summary>Returns when a digest is sent whose hour lies in the quiet hours; null if it is sent at its hour.</summary>
    public static TimeOnly? DigestWaitsUntil(Subscriber chat) =>
        chat is { QuietFrom: { } from, QuietTo: { } to } && from != to && (chat.DigestAt ?? UsualDigestHour).IsBetween(from, to) ? to
            : null;

    /// <summary>Returns when the chat's pause ends; null if it is not paused.</summary>
    public static DateTimeOffset? PauseEnds(ChatMoment moment) => moment.Chat.PausedUntil is { } until && until > moment.Now ? until : null;

    /// <summary>Returns true for an alert that waits for neither quiet hours nor a digest.</summary>
    public static bool BreaksQuietHours(Subscriber chat, Priority priority) => priority == Priority.Urgent && chat.UrgentInQuiet;

    /// <summary>Returns true if a device may make a sound now for a message that was sent.</summary>
    public static bool MaySound(ChatMoment moment, Priority priority) => !moment.Chat.Silent && PauseEnds(moment) is null
        && (BreaksQuietHours(moment.Chat, priority) || QuietUntil(moment) is null);

    /// <summary>Returns the next quiet hours, or those of now, in which a message of this priority makes no sound; null for none.</summary>
    public static (DateTimeOffset From, DateTimeOffset To)? NextQuiet(ChatMoment moment, Priority priority)
    {
        if (BreaksQuietHours(moment.Chat, priority) || moment.Chat is not { QuietFrom: { } begins, QuietTo: { } ends } || begins == ends)
            return null;
        var from = QuietUntil(moment) is null ? moment.Clock.Next(moment.Now, begins) : moment.Now;
        return (from, moment.Clock.Next(from, ends));
    }

    // An edit makes no sound and no new message. An end is announced with a sound, unless the chat wants none now.
    private static DeliveryDecision.Send DecideEdit(ChatMoment moment, AlertKind kind) => new(
        Silently: kind != AlertKind.Ended || moment.Chat.Silent || PauseEnds(moment) is not null || QuietUntil(moment) is not null);

    // If the platform cannot edit, a correction is an ordinary message. It waits in the chat's queue, not in a digest, because
    // each one explains what happened to one message.
    private static DeliveryDecision DecideMessageBeside(ChatMoment moment, Priority priority)
    {
        var chat = moment.Chat;
        if (PauseEnds(moment) is { } paused)
            return new DeliveryDecision.Hold(HoldKind.Turn, paused);
        return !BreaksQuietHours(chat, priority) && QuietUntil(moment) is { } morning
            ? new DeliveryDecision.Hold(HoldKind.Turn, morning) : new DeliveryDecision.Send(Silently: chat.Silent);
    }

    /// <summary>Returns when the quiet hours end; null outside of them.</summary>
    private static DateTimeOffset? QuietUntil(ChatMoment moment) =>
        moment.Chat is { QuietFrom: { } from, QuietTo: { } to } && moment.Clock.IsWithin(moment.Now, from, to)
            ? moment.Clock.Next(moment.Now, to) : null;
}
