using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Deletes old data: old alerts with their receipts, and words and filters that no chat uses. Scoped.</summary>
public sealed partial class AlertRetention(AlertsDb db, WordIndex words, IOptions<AlertsOptions> options, TimeProvider time,
    ILogger<AlertRetention> logger)
{
    // Each statement blocks other writers only for a moment.
    private const int BatchSize = 5_000;

    /// <returns>The number of deleted receipts.</returns>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.KeepReceipts;
        // An alert that is still being sent is kept, however old it is.
        var old = db.Alerts.Where(a => a.CreatedAt < before
            && !db.FanOuts.Any(f => f.AlertRevision == a.Revision && f.State == FanOutState.Open)
            && !db.Deferred.Any(d => d.AlertRevision == a.Revision));
        var (ledger, receipts) = (new DeliveryLedger(db, time), 0);
        while (await old.OrderBy(a => a.Revision).Select(a => (long?)a.Revision).FirstOrDefaultAsync(cancellationToken) is { } revision)
        {
            while (await ledger.DeleteReceiptsAsync(revision, BatchSize, cancellationToken) is > 0 and var deleted)
                receipts += deleted;
            await db.FanOuts.Where(f => f.AlertRevision == revision).ExecuteDeleteAsync(cancellationToken);
            await db.Alerts.Where(a => a.Revision == revision).ExecuteDeleteAsync(cancellationToken);
        }

        await db.Absences.Where(a => a.Until < before).ExecuteDeleteAsync(cancellationToken);
        await db.MergedChats.Where(m => m.At < before).ExecuteDeleteAsync(cancellationToken);
        var tooLate = time.GetUtcNow() - ChatUndo.Kept;
        await db.UndoSteps.Where(s => s.At < tooLate).ExecuteDeleteAsync(cancellationToken);
        // A pattern may stand in a filter with the field in which it is looked for.
#pragma warning disable CA1310 // The database compares.
        await db.SwitchedOffPatterns.Where(p => !db.Filters.Any(
                f => f.Include.Any(term => term.EndsWith(p.Text)) || f.Exclude.Any(term => term.EndsWith(p.Text))))
            .ExecuteDeleteAsync(cancellationToken);
#pragma warning restore CA1310
        await new WordStore(db).PruneAsync(cancellationToken);
        await new UpdateInbox(db, time).PruneAsync(cancellationToken);
        await words.ForgetPrunedAsync(db, cancellationToken);
        if (receipts > 0)
            LogPruned(receipts);
        return receipts;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Receipts} receipts of old alerts")]
    private partial void LogPruned(int receipts);
}
