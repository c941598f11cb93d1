using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Raising;

/// <summary>Reads the revision log from its own cursor and creates the alerts. Scoped.</summary>
internal sealed partial class AlertRaiser(
    AlertsDb db, RevisionLog log, AlertFactory factory, ChatPlatforms platforms, TimeProvider time,
        ILogger<AlertRaiser> logger)
{
    private const string Reader = "alerts";
    private const int BatchSize = 200;


    /// <summary>Reads to the end of the log. Each batch is one transaction with alerts, fan-outs and the cursor.</summary>
    /// <returns>The number of raised alerts.</returns>
    public async Task<int> RaiseAsync(CancellationToken cancellationToken)
    {
        var raised = 0;
        while (await RaiseBatchAsync(cancellationToken) is { } batch)
            raised += batch;
        return raised;
    }

    private async Task<int?> RaiseBatchAsync(CancellationToken cancellationToken)
    {
        var cursor = await db.LogCursors.AsNoTracking().SingleOrDefaultAsync(c => c.Reader == Reader, cancellationToken);
        var revisions = await log.ReadAfterAsync(cursor?.Position ?? 0, BatchSize, cancellationToken);
        if (revisions.Count == 0)
            return null;

        await factory.RefreshAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await AdvanceAsync(cursor, revisions[^1].Revision.Number, cancellationToken))
            return 0;
        List<Alert> alerts = [];
        foreach (var revision in revisions)
        {
            if (await factory.CreateAsync(revision, alerts, cancellationToken) is { } alert)
                alerts.Add(alert);
        }

        var inUse = platforms.InUse.ToList();
        var superseded = await factory.Stories.SupersedeAsync(alerts, cancellationToken);
        db.Alerts.AddRange(alerts);
        await new DeliveryLedger(db, time).RetryDoubtfulAsync(
            [.. alerts.Where(a => a.Kind is AlertKind.Withdrawn or AlertKind.Ended).Select(a => a.ArticleId)], cancellationToken);
        db.FanOuts.AddRange(alerts.Where(a => !superseded.Contains(a.Revision)).SelectMany(_ => inUse, ToFanOut));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        var titles = revisions.ToDictionary(r => r.Revision.Number, r => r.Article.Title);
        foreach (var alert in alerts)
            LogRaised(logger, alert.Revision, alert.What, alert.Priority, titles[alert.Revision]);
        return alerts.Count;
    }

    /// <returns>False if another node has processed this batch in the meantime.</returns>
    private async Task<bool> AdvanceAsync(LogCursor? cursor, long position, CancellationToken cancellationToken)
    {
        if (cursor is not null)
        {
            return await db.LogCursors.Where(c => c.Reader == Reader && c.Position == cursor.Position)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Position, position), cancellationToken) == 1;
        }

        return await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO log_cursors ("Reader", "Position") VALUES ({Reader}, {position}) ON CONFLICT DO NOTHING""",
            cancellationToken) == 1;
    }

    private static FanOut ToFanOut(Alert alert, IChatPlatform platform) => new()
    {
        AlertRevision = alert.Revision,
        Platform = platform.Platform,
        Account = platform.Account,
        Priority = alert.Priority,
        CreatedAt = alert.CreatedAt,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Alert {Revision}: {What}, {Priority}: \"{Title}\"")]
    private static partial void LogRaised(ILogger logger, long revision, string what, Priority priority, string title);
}
