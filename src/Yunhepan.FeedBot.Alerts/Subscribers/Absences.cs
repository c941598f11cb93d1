using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>
/// Knows when chats were away, and catches up with those that could not be reached: what was due meanwhile comes, the newest
/// few of it shown and the rest counted, or stands as a dead letter; what was corrected or withdrawn meanwhile is edited.
/// Who had stopped wanted nothing, and misses nothing. Scoped.
/// </summary>
public sealed class Absences
{
    /// <summary>So many alerts at most are brought or counted in words.</summary>
    private const int MostCaughtUp = 200;

    /// <summary>So many of what is older become dead letters.</summary>
    private const int MostLetters = 200;

    /// <summary>Urgent ones that come whole, each as its own message.</summary>
    private const int MostUrgent = 5;
    private const int MostLookedAt = 5000;

    /// <summary>Whoever is back is answered first.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(10);

    private readonly AlertsDb _db;
    private readonly ArticleReader _articles;
    private readonly PatternMatcher _patterns;
    private readonly AlertsOptions _options;
    private readonly TimeProvider _time;
    private readonly DeliveryLedger _ledger;

    public Absences(AlertsDb db, ArticleReader articles, PatternMatcher patterns, IOptions<AlertsOptions> options, TimeProvider time) =>
        (_db, _articles, _patterns, _options, _time, _ledger) = (db, articles, patterns, options.Value, time, new DeliveryLedger(db, time));

    /// <summary>The chat is away from now on.</summary>
    internal async Task BeginAsync(long subscriberId, SubscriberState state, string? reason, CancellationToken cancellationToken)
    {
        if (await _db.Absences.AnyAsync(a => a.SubscriberId == subscriberId && a.Until == null, cancellationToken))
            return;
        _db.Absences.Add(new Absence { SubscriberId = subscriberId, State = state, Reason = reason, From = _time.GetUtcNow() });
        await _db.SaveChangesAsync(cancellationToken);
        _db.ChangeTracker.Clear();
    }

    /// <summary>The chat is back. Within the transaction that says so.</summary>
    internal async Task EndAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var open = await _db.Absences.AsNoTracking().Where(a => a.SubscriberId == chat.Id && a.Until == null).OrderBy(a => a.From)
            .ToListAsync(cancellationToken);
        if (open.Count == 0)
            return;
        var now = _time.GetUtcNow();
        await _db.Absences.Where(a => a.SubscriberId == chat.Id && a.Until == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Until, now), cancellationToken);
        if (open.Find(a => a.State == SubscriberState.Unreachable) is { } closed)
            await CatchUpAsync(chat, closed, now, cancellationToken);
    }

    private async Task CatchUpAsync(Subscriber chat, Absence absence, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var missed = await MissedAsync(chat, absence.From, cancellationToken);
        if (missed.Count == 0)
            return;
        var has = await ChatHistory.ReadAsync(_db, chat.Id, [.. missed.Select(a => a.ArticleId).Distinct()], cancellationToken);
        await EditAsync(chat, missed, has, now, cancellationToken);
        await TellAsync(chat, absence, missed, has, now, cancellationToken);
        await _db.SaveChangesAsync(cancellationToken);
        _db.ChangeTracker.Clear();
    }

    /// <summary>The newest first: all that was raised meanwhile, and what was under way when the chat was lost.</summary>
    private async Task<List<Alert>> MissedAsync(Subscriber chat, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var raised = await _db.Alerts.AsNoTracking().Where(a => a.CreatedAt >= since).OrderByDescending(a => a.Revision).Take(MostLookedAt)
            .ToListAsync(cancellationToken);
        var earliest = since - _options.CorrectWithin;
        var passing = await _db.FanOuts.AsNoTracking()
            .Where(f => f.Platform == chat.Platform && f.Account == chat.Account
                && (f.State == FanOutState.Open || (f.State == FanOutState.Finished && f.FinishedAt >= since)))
            .Join(_db.Alerts.AsNoTracking().Where(a => a.CreatedAt < since && a.CreatedAt >= earliest), f => f.AlertRevision, a =>
                a.Revision, (f, a) => a)
            .OrderByDescending(a => a.Revision).Take(MostLookedAt).ToListAsync(cancellationToken);
        // A correction or retraction that waited when the chat was lost is a dead letter: it has another chance.
        var dead = await _db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == chat.Id && r.SentAt >= since && r.Kind != AlertKind.New
                && r.Outcome == DeliveryOutcome.Unreachable)
            .Join(_db.Alerts.AsNoTracking(), r => r.AlertRevision, a => a.Revision, (r, a) => a).ToListAsync(cancellationToken);
        return [.. raised.Concat(passing).Concat(dead).DistinctBy(a => a.Revision).OrderByDescending(a => a.Revision)];
    }

    // A message is edited into the state of now: of several corrections of an article the last is enough.
    private async Task EditAsync(Subscriber chat, List<Alert> missed, ChatHistory has, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        foreach (var last in missed.Where(a => a.Kind != AlertKind.New).DistinctBy(a => a.ArticleId).Where(has.NeedsEdit))
        {
            if (has.EndOf(last) is { Outcome: DeliveryOutcome.Unreachable })
                await _ledger.ReopenAsync(last.Revision, chat.Id, cancellationToken);
            else if (has.Knows(last))
                continue;
            Defer(last, chat, null, HoldKind.Turn, now);
        }
    }

    private async Task TellAsync(Subscriber chat, Absence absence, List<Alert> missed, ChatHistory has, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var rows = await _db.Subscriptions.AsNoTracking().Where(s => s.SubscriberId == chat.Id).ToListAsync(cancellationToken);
        var oldest = now - _options.MaxArticleAge;
        var (caughtUp, urgent, letters) = (0, 0, 0);
        // A story is brought by its earliest alert, and the newest stories count.
        var stories = missed.Where(a => a.Kind == AlertKind.New).GroupBy(a => a.ArticleId).Select(story => story.Last());
        foreach (var alert in stories.OrderByDescending(a => a.Revision))
        {
            var isNews = alert.CreatedAt >= oldest && caughtUp < MostCaughtUp;
            if (!isNews && letters >= MostLetters)
                return;
            if (await WantedAsync(rows, alert, now, cancellationToken) is not { } topic || !has.Tell(alert))
                continue;
            if (!isNews)
            {
                letters++;
                _ledger.Add(Letter(alert, chat, absence, topic, now));
            }
            else if (alert.Priority == Priority.Urgent && urgent++ < MostUrgent)
            {
                Defer(alert, chat, topic, HoldKind.Turn, now + Breath);
            }
            else
            {
                caughtUp++;
                Defer(alert, chat, topic, HoldKind.Flood, now + Breath);
            }
        }
    }

    private async Task<TopicKey?> WantedAsync(List<Subscription> rows, Alert alert, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var topics = alert.Topics.ToHashSet();
        var then = rows.FindAll(r => r.CreatedAt < alert.CreatedAt);
        if (!then.Exists(r => r.Mode != SubscriptionMode.Muted && topics.Contains(r.Topic))
            || await _articles.FindAsync(alert.ArticleId, cancellationToken) is not { WithdrawnAt: null } article)
            return null;
        var evaluator = new FilterEvaluator(article, _patterns);
        await evaluator.PrepareAsync(_db, then.Where(r => topics.Contains(r.Topic)), cancellationToken);
        return DeliveryPolicy.FindMatch(then, topics, evaluator, now) is { IsWanted: true, DecidedBy: { } row } ? row.Topic : null;
    }

    private static Receipt Letter(Alert alert, Subscriber chat, Absence absence, TopicKey topic, DateTimeOffset now) => new()
    {
        AlertRevision = alert.Revision,
        SubscriberId = chat.Id,
        ArticleId = alert.ArticleId,
        Kind = alert.Kind,
        Outcome = DeliveryOutcome.Unreachable,
        SentAt = now,
        Reason = absence.Reason,
        Topic = topic,
    };

    private void Defer(Alert alert, Subscriber chat, TopicKey? topic, HoldKind hold, DateTimeOffset dueAt) =>
        _ledger.Defer(alert, chat, topic, hold, dueAt, "due while the chat was away");
}
