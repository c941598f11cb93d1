using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Delivery.Choosing;

/// <summary>
/// One chat as it is at this moment, with what it follows. It is read right before something is sent, so that a change counts
/// at the next send; it reads what <see cref="DeliveryPolicy"/> has to know, and asks it.
/// </summary>
internal sealed class ChatSnapshot(AlertsDb db, ChatMoment moment, IReadOnlyList<Subscription> rows)
{
    public Subscriber Subscriber => moment.Chat;

    /// <summary>Returns null when the chat is gone or not active.</summary>
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

    /// <summary>Says whether the chat wants what a fan-out brings. Corrections are for whoever has the message.</summary>
    public async Task<Match> MatchAsync(
        Alert alert, IReadOnlySet<TopicKey> topics, FilterEvaluator evaluator, CancellationToken cancellationToken)
    {
        if (alert.Kind != AlertKind.New)
            return new Match(MatchKind.Wanted, null);
        await evaluator.PrepareAsync(db, rows.Where(r => topics.Contains(r.Topic)), cancellationToken);
        return DeliveryPolicy.FindMatch(rows, topics, evaluator, moment.Now);
    }

    /// <summary>Says whether what waited is still to be sent, and by which subscription.</summary>
    public async Task<WaitingMatch> MatchWaitingAsync(
        Alert alert, Article? article, PatternMatcher patterns, CancellationToken cancellationToken)
    {
        if (DeliveryPolicy.DropBy(alert, article, moment.Now) is { } drop)
            return new WaitingMatch(null, drop);
        var match = alert.Kind == AlertKind.New && await WasToldAsync(alert, cancellationToken) ? null
            : await MatchStoryAsync(alert, new FilterEvaluator(article!, patterns), cancellationToken);
        return new WaitingMatch(match?.DecidedBy, DeliveryPolicy.DropBy(match));
    }

    /// <summary>Returns what the chat has of an alert's story; null: a message about it, or this alert itself waits.</summary>
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

    /// <summary>Decides what becomes of an alert for this chat now.</summary>
    /// <param name="subscription">How the chat wants what the alert matched; null for corrections.</param>
    public async Task<DeliveryDecision> DecideAsync(Subscription? subscription, Alert alert, CancellationToken cancellationToken)
    {
        var decision = DeliveryPolicy.Decide(moment, subscription, alert.Kind, alert.Priority);
        return decision is DeliveryDecision.Send && DeliveryPolicy.IsLimited(alert)
            ? DeliveryPolicy.WithinHour(decision, alert, await HourFreeAtAsync(cancellationToken)) : decision;
    }

    /// <summary>Returns true when an urgent alert may go now, whatever the others wait for.</summary>
    public bool UrgentGoes => DeliveryPolicy.UrgentGoes(moment);

    /// <summary>Returns what holds all that is new, whatever it is about; null: it may come now.</summary>
    public DeliveryDecision.Hold? Held() =>
        DeliveryPolicy.Decide(moment, null, AlertKind.New, Catalogue.Priority.Normal) as DeliveryDecision.Hold;

    /// <summary>Returns when the chat's own limit an hour allows its next message; null when it may come at once.</summary>
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

    // Another alert may have left it to this one to bring the story, so that its topics count too.
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

/// <summary>What becomes of a delivery that waited.</summary>
/// <param name="DecidedBy">The subscription that it is for; null for corrections.</param>
/// <param name="Drop">Null when it is still to be sent.</param>
internal sealed record WaitingMatch(Subscription? DecidedBy, DeliveryDecision.Drop? Drop);

/// <summary>Where another alert about the same article waits for the chat: a story is held once.</summary>
/// <param name="IsHeld">Anywhere: what would only be held need not be.</param>
/// <param name="IsQueued">In the chat's queue, no less urgent than the alert in question.</param>
internal sealed record WaitingStory(bool IsHeld, bool IsQueued);
