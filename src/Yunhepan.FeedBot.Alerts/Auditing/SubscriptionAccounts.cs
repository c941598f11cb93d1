using Microsoft.EntityFrameworkCore;
using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Delivery.Choosing;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Reports how a chat's subscriptions affected an alert: what matched, muted or filtered it. Scoped.</summary>
public sealed class SubscriptionAccounts(
    AlertsDb db, Subscriptions subscriptions, ChatSettings settings, PatternMatcher patterns, TimeProvider time)
{
    /// <summary>Returns what the chat followed when the alert was sent, by the receipt.</summary>
    internal async Task<SubscriptionAccount> HeardAsync(Subscriber chat, List<Alert> alerts, long? cameBy, TopicKey? topic,
        CancellationToken cancellationToken)
    {
        var alert = alerts.Find(a => a.Revision == cameBy) ?? alerts.FirstOrDefault();
        var rows = await subscriptions.RowsAsync(chat, cancellationToken);
        var topics = alert?.Topics.ToHashSet() ?? [];
        var matched = rows.Where(row => row.Mode != SubscriptionMode.Muted && topics.Contains(row.Topic)
            && row.CreatedAt <= alert!.CreatedAt).ToList();
        if (topic is not { } key)
            return new SubscriptionAccount { Matched = [.. matched.Select(subscriptions.TopicOf)] };
        // A topic that is no longer followed is named as well, because it is why the message arrived.
        var first = rows.FirstOrDefault(row => row.Topic == key) ?? new Subscription { TopicKind = key.Kind, TopicId = key.Id };
        return new SubscriptionAccount { Matched = [.. matched.Where(row => row.Topic != key).Prepend(first)
            .Select(subscriptions.TopicOf)] };
    }

    /// <summary>
    /// Explains an alert that never arrived and does not wait, by what the chat followed at its turn rather than by what it
    /// follows today.
    /// </summary>
    internal async Task<SubscriptionAccount> UnheardAsync(Subscriber chat, Article told, List<Alert> alerts,
        CancellationToken cancellationToken)
    {
        var rows = await subscriptions.RowsAsync(chat, cancellationToken);
        var topics = alerts.ToDictionary(a => a.Revision, a => a.Topics.ToHashSet());
        var followed = alerts.FindAll(a => rows.Any(row => row.Mode != SubscriptionMode.Muted && topics[a.Revision].Contains(row.Topic)));
        var asked = followed.Count > 0 ? followed : [alerts[0]];
        var ahead = await AheadAsync(chat, [.. asked.Select(a => a.Revision)], cancellationToken);
        var alert = asked.Find(a => ahead.Contains(a.Revision)) ?? asked[^1];
        var (isAhead, about) = (ahead.Contains(alert.Revision), topics[alert.Revision]);
        var evaluator = new FilterEvaluator(told, patterns);
        await evaluator.PrepareAsync(db, rows.Where(row => about.Contains(row.Topic)), cancellationToken);
        var matched = rows.Where(row => row.Mode != SubscriptionMode.Muted && about.Contains(row.Topic)).ToList();
        // The earlier state of a changed subscription is unknown.
        var (asOf, known) = isAhead
            ? (time.GetUtcNow(), rows)
            : (alert.CreatedAt, rows.Where(row => (row.ChangedAt ?? row.CreatedAt) <= alert.CreatedAt));
        var match = DeliveryPolicy.FindMatch(known, about, evaluator, asOf);
        var account = new SubscriptionAccount { Matched = [.. matched.Select(subscriptions.TopicOf)] };
        return match switch
        {
            { Kind: MatchKind.Muted, DecidedBy: { } muted } => account with { MutedBy = subscriptions.TopicOf(muted) },
            { Kind: MatchKind.Filtered, DecidedBy: { } filtered } => account with { FilteredBy = subscriptions.TopicOf(filtered) },
            _ when matched.Count == 0 => account,
            _ when matched.TrueForAll(row => row.CreatedAt > alert.CreatedAt) && !isAhead =>
                account with { Silence = SilentBecause.FollowedLater },
            _ when chat.State == SubscriberState.Stopped => account with { Silence = SilentBecause.Stopped },
            _ when isAhead => await ExpectAsync(account, chat, rows, match, alert, cancellationToken),
            { Kind: MatchKind.Wanted or MatchKind.NotFollowed } => account with { Silence = SilentBecause.NotWantedThen },
            _ => throw new UnreachableException($"no account of a match {match.Kind}"),
        };
    }

    // Its turn has not come, so the policy tells what it would decide now.
    private async Task<SubscriptionAccount> ExpectAsync(
        SubscriptionAccount account, Subscriber chat, IReadOnlyList<Subscription> rows, Match match, Alert alert,
        CancellationToken cancellationToken)
    {
        var snapshot = new ChatSnapshot(db, settings.MomentOf(chat), rows);
        return await snapshot.DecideAsync(match.DecidedBy, alert, cancellationToken) is DeliveryDecision.Hold hold
            ? account with { Expected = hold } : account with { Silence = SilentBecause.OnItsWay };
    }

    /// <summary>Returns the alerts whose fan-out has not reached the chat.</summary>
    private async Task<HashSet<long>> AheadAsync(Subscriber chat, long[] alerts, CancellationToken cancellationToken) =>
        [.. await db.FanOuts.AsNoTracking()
            .Where(f => alerts.Contains(f.AlertRevision) && f.Platform == chat.Platform && f.Account == chat.Account
                && f.State == FanOutState.Open && f.Cursor < chat.Id)
            .Select(f => f.AlertRevision).ToListAsync(cancellationToken)];
}

/// <summary>The effect of a chat's subscriptions on an alert.</summary>
internal sealed record SubscriptionAccount
{
    public IReadOnlyList<Topic> Matched { get; init; } = [];

    public Topic? MutedBy { get; init; }

    public Topic? FilteredBy { get; init; }

    /// <summary>
    /// Why and until when the policy will hold the alert at its turn; null if it will not, or if its turn has passed.
    /// </summary>
    public DeliveryDecision.Hold? Expected { get; init; }

    public SilentBecause? Silence { get; init; }
}
