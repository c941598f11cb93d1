using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>
/// Delivers to a chat that was unreachable what it missed: of the missed alerts the newest few are shown, others counted, and
/// older ones become dead letters; messages whose articles were corrected or withdrawn are edited.
/// </summary>
internal sealed class CatchUp(
    AlertsDb db, ArticleReader articles, PatternMatcher patterns, DeadLetterLog log, AlertsOptions options, TimeProvider time)
{
    /// <summary>The most alerts that are delivered or counted.</summary>
    private const int MostCaughtUp = 200;

    /// <summary>The most older alerts that become dead letters.</summary>
    private const int MostLetters = 200;

    /// <summary>The most urgent alerts that are sent in full, each as a message of its own.</summary>
    private const int MostUrgent = 5;
    private const int MostLookedAt = 5000;

    /// <summary>The pause before catching up, so that a person who is back is answered first.</summary>
    private static readonly TimeSpan PauseForAnswer = TimeSpan.FromSeconds(10);

    private readonly DeliveryLedger _ledger = new(db, time);

    /// <summary>Delivers what the chat missed while it was unreachable, within the transaction that makes it active.</summary>
    public async Task BringAsync(Subscriber chat, Absence absence, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var missed = await MissedAsync(chat, absence.From, cancellationToken);
        if (missed.Count == 0)
            return;
        var has = await ChatHistory.ReadAsync(db, chat.Id, [.. missed.Select(a => a.ArticleId).Distinct()], cancellationToken);
        await EditAsync(chat, missed, has, now, cancellationToken);
        await TellAsync(chat, absence, missed, has, now, cancellationToken);
        var letters = db.ChangeTracker.Entries<Receipt>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await log.WriteAsync(chat.Id, letters, cancellationToken);
    }

    /// <summary>
    /// Returns, newest first, all alerts raised in the meantime and those that were pending when the chat was lost.
    /// </summary>
    private async Task<List<Alert>> MissedAsync(Subscriber chat, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var raised = await db.Alerts.AsNoTracking().Where(a => a.CreatedAt >= since).OrderByDescending(a => a.Revision).Take(MostLookedAt)
            .ToListAsync(cancellationToken);
        var earliest = since - options.CorrectWithin;
        var passing = await db.FanOuts.AsNoTracking()
            .Where(f => f.Platform == chat.Platform && f.Account == chat.Account
                && (f.State == FanOutState.Open || (f.State == FanOutState.Finished && f.FinishedAt >= since)))
            .Join(db.Alerts.AsNoTracking().Where(a => a.CreatedAt < since && a.CreatedAt >= earliest), f => f.AlertRevision, a =>
                a.Revision, (f, a) => a)
            .OrderByDescending(a => a.Revision).Take(MostLookedAt).ToListAsync(cancellationToken);
        // A correction or retraction that was pending when the chat was lost is a dead letter and gets another chance.
        var dead = await db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == chat.Id && r.SentAt >= since && r.Kind != AlertKind.New
                && r.Outcome == DeliveryOutcome.Unreachable)
            .Join(db.Alerts.AsNoTracking(), r => r.AlertRevision, a => a.Revision, (r, a) => a).ToListAsync(cancellationToken);
        return [.. raised.Concat(passing).Concat(dead).DistinctBy(a => a.Revision).OrderByDescending(a => a.Revision)];
    }

    private async Task EditAsync(Subscriber chat, List<Alert> missed, ChatHistory has, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        foreach (var article in missed.Where(a => a.Kind != AlertKind.New && has.NeedsEdit(a)).GroupBy(a => a.ArticleId))
        {
            if (DeliveryPolicy.OfSeveralChanges([.. article.TakeWhile(a => !has.Knows(a) || IsDead(a))]) is not { } change)
                continue;
            if (IsDead(change))
                await _ledger.ReopenAsync(change.Revision, chat.Id, cancellationToken);
            Defer(change, chat, null, HoldKind.Turn, now);
        }

        bool IsDead(Alert alert) => has.EndOf(alert) is { Outcome: DeliveryOutcome.Unreachable };
    }

    private async Task TellAsync(Subscriber chat, Absence absence, List<Alert> missed, ChatHistory has, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var rows = await db.Subscriptions.AsNoTracking().Where(s => s.SubscriberId == chat.Id).ToListAsync(cancellationToken);
        var oldest = now - options.MaxArticleAge;
        var (caughtUp, urgent, letters) = (0, 0, 0);
        // A story is delivered by its earliest alert, and the newest stories count.
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
            else if (!DeliveryPolicy.MayBeSummedUp(alert) && urgent++ < MostUrgent)
            {
                Defer(alert, chat, topic, HoldKind.Turn, now + PauseForAnswer);
            }
            else
            {
                caughtUp++;
                Defer(alert, chat, topic, HoldKind.Flood, now + PauseForAnswer);
            }
        }
    }

    private async Task<TopicKey?> WantedAsync(List<Subscription> rows, Alert alert, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var topics = alert.Topics.ToHashSet();
        var then = rows.FindAll(r => r.CreatedAt < alert.CreatedAt);
        if (!then.Exists(r => r.Mode != SubscriptionMode.Muted && topics.Contains(r.Topic))
            || await articles.FindAsync(alert.ArticleId, cancellationToken) is not { WithdrawnAt: null } article)
            return null;
        var evaluator = new FilterEvaluator(article, patterns);
        await evaluator.PrepareAsync(db, then.Where(r => topics.Contains(r.Topic)), cancellationToken);
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
