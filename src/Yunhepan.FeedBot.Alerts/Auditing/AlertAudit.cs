using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Choosing;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Checks that everything due was sent, or reports what happened instead. Read-only. Scoped.</summary>
public sealed class AlertAudit(AlertsDb db, ArticleReader articles, UnraisedRevisions unraised, PatternMatcher patterns, TimeProvider time)
{
    private const int Page = 1000;
    private const int MaxMissing = 100;

    /// <param name="from">The start of the interval of alerts, inclusive.</param>
    /// <param name="to">The end of the interval, exclusive.</param>
    public async Task<AuditReport> ReadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var alerts = await db.Alerts.AsNoTracking()
            .Where(a => a.CreatedAt >= from && a.CreatedAt < to)
            .OrderBy(a => a.Revision)
            .ToListAsync(cancellationToken);
        List<AlertAccount> accounts = [];
        foreach (var alert in alerts)
            accounts.Add(await ReadAsync(alert, cancellationToken));
        return new AuditReport(from, to, accounts) { Unraised = await unraised.ReadAsync(from, to, cancellationToken) };
    }

    private async Task<AlertAccount> ReadAsync(Alert alert, CancellationToken cancellationToken)
    {
        var counts = await DeliveryCounts.ReadAsync(db, alert.Revision, cancellationToken);
        var fanOuts = await db.FanOuts.AsNoTracking().Where(f => f.AlertRevision == alert.Revision).ToListAsync(cancellationToken);
        var article = await articles.FindAsync(alert.ArticleId, cancellationToken);
        List<long> missing = [];
        // An article that was withdrawn in the meantime is correctly not sent.
        if (article is not null && (article.WithdrawnAt is null || alert.Kind == AlertKind.Withdrawn))
        {
            // The same applies to an alert that ended or expired during the fan-out.
            var over = alert.Kind == AlertKind.New ? (article.HasEnded ? article.EndedAt : null) ?? Validity.Until(article) : null;
            foreach (var fanOut in fanOuts.Where(f => f.State == FanOutState.Finished && !(f.FinishedAt >= over)))
                await FindMissingAsync(alert, fanOut, article, missing, cancellationToken);
        }

        return new AlertAccount
        {
            Revision = alert.Revision,
            Kind = alert.Kind,
            What = alert.What,
            Priority = alert.Priority,
            RaisedAt = alert.CreatedAt,
            Title = article?.Title,
            Outcomes = counts.Outcomes,
            Waiting = counts.Waiting,
            OpenLanes = fanOuts.Count(f => f.State == FanOutState.Open),
            Missing = missing,
        };
    }

    // Reads the audience again from its beginning: subscribers without receipt or waiting delivery are missing, if they were
    // there in time.
    private async Task FindMissingAsync(Alert alert, FanOut fanOut, Article article, List<long> missing,
        CancellationToken cancellationToken)
    {
        var fromStart = new FanOut { AlertRevision = alert.Revision, Platform = fanOut.Platform, Account = fanOut.Account };
        var cursor = new FanOutCursor(fromStart, alert, patterns);
        cursor.Read(article, time.GetUtcNow());
        while (missing.Count < MaxMissing && await cursor.ReadPageAsync(db, Page, time.GetUtcNow(), cancellationToken))
        {
            while (cursor.NextAhead is { } id)
            {
                cursor.Take(id);
                var isDue = alert.Kind == AlertKind.New ? await WasThereAsync(alert, cursor, id, cancellationToken)
                    : await ShowsOldAsync(alert, id, cancellationToken);
                if (isDue && !await WasAwayAsync(alert, fanOut, id, cancellationToken))
                    missing.Add(id);
            }
        }
    }

    // If a chat was closed or stopped during the fan-out, its alerts were caught up with or are explained by the absence.
    private Task<bool> WasAwayAsync(Alert alert, FanOut fanOut, long subscriberId, CancellationToken cancellationToken) =>
        db.Absences.AnyAsync(
        a => a.SubscriberId == subscriberId && (a.Until == null || a.Until >= alert.CreatedAt)
            && (fanOut.FinishedAt == null || a.From <= fanOut.FinishedAt), cancellationToken);

    // A message sent after a correction already shows the corrected version.
    private async Task<bool> ShowsOldAsync(Alert alert, long subscriberId, CancellationToken cancellationToken)
    {
        var receipt = await db.Receipts.AsNoTracking().SingleOrDefaultAsync(
            r => r.ArticleId == alert.ArticleId && r.SubscriberId == subscriberId && r.Kind == AlertKind.New, cancellationToken);
        return receipt?.Shows(alert) == false;
    }

    private async Task<bool> WasThereAsync(Alert alert, FanOutCursor cursor, long subscriberId, CancellationToken cancellationToken)
    {
        var rows = await db.Subscriptions.AsNoTracking()
            .Where(s => s.SubscriberId == subscriberId && s.CreatedAt < alert.CreatedAt).ToListAsync(cancellationToken);
        // A mute that was in force then was right to keep it away, even if it has ended since.
        return rows.Exists(r => r.Mode != SubscriptionMode.Muted && cursor.Topics.Contains(r.Topic))
            && !rows.Exists(r => r.Until > alert.CreatedAt && (r.ChangedAt ?? r.CreatedAt) <= alert.CreatedAt
                && cursor.Topics.Contains(r.Topic))
            // A waiting delivery brings the story, whichever of its alerts it waits for.
            && !await db.Deferred.AnyAsync(
                d => d.SubscriberId == subscriberId
                    && db.Alerts.Any(a => a.Revision == d.AlertRevision && a.ArticleId == alert.ArticleId && a.Kind == AlertKind.New),
                cancellationToken);
    }
}
