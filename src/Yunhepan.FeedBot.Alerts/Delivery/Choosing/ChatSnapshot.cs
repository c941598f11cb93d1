using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Delivery.Choosing;

/// <summary>
/// The current state of one chat with its subscriptions. It is read right before each send, so that a change takes effect at the
/// next send. It reads the data for <see cref="DeliveryPolicy"/> and asks it.
/// </summary>
internal sealed class ChatSnapshot(AlertsDb db, ChatMoment moment, IReadOnlyList<Subscription> rows)
{
    public Subscriber Subscriber => moment.Chat;

    /// <summary>Reads the snapshot; returns null if the chat does not exist or is not active.</summary>
    public static async Task<ChatSnapshot?> ReadAsync(
        AlertsDb db, LaneAccount account, long subscriberId, CancellationToken cancellationToken)
    {
        var found = await db.Subscribers.AsNoTracking()
            .Where(s => s.Id == subscriberId && s.State == SubscriberState.Active)
            .Select(s => new { Chat = s, Rows = db.Subscriptions.Where(r => r.SubscriberId == s.Id).ToList() })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new ChatSnapshot(
            db, new ChatMoment(found.Chat, account.ClockOf(found.Chat), account.Now, account.Platform.Capabilities.CanEdit), found.Rows);
    }

    /// <summary>
    /// Returns whether the chat wants the alert of a fan-out. Corrections are for every chat that has the message.
    /// </summary>
    public async Task<Match> MatchAsync(
        Alert alert, IReadOnlySet<TopicKey> topics, FilterEvaluator evaluator, CancellationToken cancellationToken)
    {
        if (alert.Kind != AlertKind.New)
            return new Match(MatchKind.Wanted, null);
        await evaluator.PrepareAsync(db, rows.Where(r => topics.Contains(r.Topic)), cancellationToken);
        return DeliveryPolicy.FindMatch(rows, topics, evaluator, moment.Now);
    }

    /// <summary>Returns whether a waiting delivery must still be sent, and by which subscription.</summary>
    public async Task<WaitingMatch> MatchWaitingAsync(
        Alert alert, Article? article, PatternMatcher patterns, CancellationToken cancellationToken)
    {
        if (DeliveryPolicy.DropBy(alert, article, moment.Now) is { } drop)
            return new WaitingMatch(null, drop);
        var match = alert.Kind == AlertKind.New && await WasToldAsync(alert, cancellationToken) ? null
            : await MatchStoryAsync(alert, new FilterEvaluator(article!, patterns), cancellationToken);
        return new WaitingMatch(match?.DecidedBy, DeliveryPolicy.DropBy(match));
    }

    /// <summary>
    /// Returns what the chat has of an alert's story; null if it has a message about it or this alert itself waits.
    /// </summary>
    public async Task<WaitingStory?> StoryAsync(Alert alert, CancellationToken cancellationToken)
    {
        if (await WasToldAsync(alert, cancellationToken))
            return null;
        var ofStory = alert.Kind == AlertKind.New
            ? db.Deferred.Where(d =>
                db.Alerts.Any(a => a.Revision == d.AlertRevision && a.ArticleId == alert.ArticleId && a.Kind == AlertKind.New))
            : db.Deferred.Where(d => d.AlertRevision == alert.Revision);
        var waiting = await ofStory.Where(d => d.SubscriberId == Subscriber.Id)
            .Select(d => new { d.AlertRevision, d.Priority, d.IsGathered }).ToListAsync(cancellationToken);
        return waiting.Exists(d => d.AlertRevision == alert.Revision) ? null
            : new WaitingStory(waiting.Count > 0, waiting.Exists(d => !d.IsGathered && d.Priority <= alert.Priority));
    }

    /// <summary>Decides what to do with an alert for this chat now.</summary>
    /// <param name="subscription">The subscription that the alert matched; null for corrections.</param>
    public async Task<DeliveryDecision> DecideAsync(Subscription? subscription, Alert alert, CancellationToken cancellationToken)
    {
        var decision = DeliveryPolicy.Decide(moment, subscription, alert.Kind, alert.Priority);
        return decision is DeliveryDecision.Send && DeliveryPolicy.IsLimited(alert)
            ? DeliveryPolicy.WithinHour(decision, alert, await HourFreeAtAsync(cancellationToken)) : decision;
    }

    /// <summary>True if an urgent alert may be sent now, whatever other alerts wait for.</summary>
    public bool UrgentGoes => DeliveryPolicy.UrgentGoes(moment);

    /// <summary>Returns the hold that applies to all new alerts, whatever their topic; null if they may be sent now.</summary>
    public DeliveryDecision.Hold? Held() =>
        DeliveryPolicy.Decide(moment, null, AlertKind.New, Catalogue.Priority.Normal) as DeliveryDecision.Hold;

    /// <summary>Returns when the chat's hourly limit allows its next message; null if it allows one now.</summary>
    public async Task<DateTimeOffset?> HourFreeAtAsync(CancellationToken cancellationToken)
    {
        if (Subscriber.MaxPerHour is not { } most)
            return null;
        var (id, since) = (Subscriber.Id, DeliveryPolicy.HourBegins(moment.Now));
        var sent = await db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == id && r.SentAt > since && r.Kind == AlertKind.New && r.MessageId != null
                && (r.Outcome == DeliveryOutcome.Sent || r.Outcome == DeliveryOutcome.Digested))
            .Select(r => new { r.MessageId, r.SentAt })
            .ToListAsync(cancellationToken);
        // A digest has a receipt for each of its articles.
        return DeliveryPolicy.HourFreeAt(most, sent.GroupBy(r => r.MessageId, r => r.SentAt).Select(m => m.Min()));
    }

    // Another alert may have left the story to this one, so its topics count too.
    private async Task<Match> MatchStoryAsync(Alert alert, FilterEvaluator evaluator, CancellationToken cancellationToken)
    {
        var match = await MatchAsync(alert, alert.Topics.ToHashSet(), evaluator, cancellationToken);
        if (match.Kind is MatchKind.Wanted or MatchKind.Muted)
            return match;
        var alerts = await db.Alerts.AsNoTracking().Where(a => a.ArticleId == alert.ArticleId && a.Kind == AlertKind.New)
            .ToListAsync(cancellationToken);
        return alerts.Count == 1 ? match
            : await MatchAsync(alert, alerts.SelectMany(a => a.Topics).ToHashSet(), evaluator, cancellationToken);
    }

    private Task<bool> WasToldAsync(Alert alert, CancellationToken cancellationToken) => alert.Kind == AlertKind.New
        ? db.Receipts.AnyAsync(r => r.ArticleId == alert.ArticleId && r.SubscriberId == moment.Chat.Id && r.Kind == AlertKind.New,
            cancellationToken)
        : db.Receipts.AnyAsync(r => r.AlertRevision == alert.Revision && r.SubscriberId == moment.Chat.Id, cancellationToken);
}

/// <summary>The decision on a delivery that waited.</summary>
/// <param name="DecidedBy">The subscription that it is for; null for corrections.</param>
/// <param name="Drop">Why it is dropped; null if it must still be sent.</param>
internal sealed record WaitingMatch(Subscription? DecidedBy, DeliveryDecision.Drop? Drop);

/// <summary>Where another alert about the same article waits for the chat, because a story is held only once.</summary>
/// <param name="IsHeld">True if it waits anywhere, so that this alert need not be held as well.</param>
/// <param name="IsQueued">True if it is in the chat's queue and at least as urgent as this alert.</param>
internal sealed record WaitingStory(bool IsHeld, bool IsQueued);
