using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>The transitions that change states directly in the database, because a worker may hold them in memory.</summary>
internal static class SourceStateUpdates
{
    /// <summary>Ends the polls of sources that feeds.json no longer contains.</summary>
    public static Task RetireAsync(this IngestionDb db, string[] sourceIds, CancellationToken cancellationToken) =>
        db.SourceStates.Where(s => sourceIds.Contains(s.SourceId)).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.NextCheckAt, PollSchedule.Never)
                .SetProperty(x => x.DueAt, PollSchedule.Never)
                .SetProperty(x => x.NextReason, DueReason.First)
                .SetProperty(x => x.NextPageAt, (DateTimeOffset?)null),
            cancellationToken);

    /// <summary>Ends all leases, so that their sources are due now.</summary>
    public static Task ReleaseAllAsync(this IngestionDb db, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.SourceStates.Where(s => s.LeaseUntil != null).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null).SetProperty(x => x.DueAt, now), cancellationToken);

    /// <summary>
    /// Records a push from a hub: stores its counters, makes its pages due, and brings its poll forward if it is later than the time
    /// given. A worker that holds the source now finds it due
    /// again.
    /// </summary>
    public static Task WakeAsync(
        this IngestionDb db, SourceState counted, DateTimeOffset pollBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.SourceStates.Where(s => s.SourceId == counted.SourceId).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.NextPageAt, now)
                .SetProperty(x => x.DayStart, counted.DayStart)
                .SetProperty(x => x.NewInDay, counted.NewInDay)
                .SetProperty(x => x.LeftOut, counted.LeftOut)
                .SetProperty(x => x.NextCheckAt, x => x.NextCheckAt > pollBy ? pollBy : x.NextCheckAt)
                .SetProperty(x => x.DueAt, x => x.LeaseUntil == null ? now : x.DueAt),
            cancellationToken);

    /// <summary>
    /// Records that the operator accepts the held-back document. A worker that holds the source now continues with its own state;
    /// the poll after that one sees the change.
    /// </summary>
    public static Task AcceptAsync(this IngestionDb db, string sourceId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.SourceStates.Where(s => s.SourceId == sourceId).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.AcceptedAt, now)
                .SetProperty(x => x.NextCheckAt, now)
                .SetProperty(x => x.DueAt, x => x.LeaseUntil == null ? now : x.DueAt),
            cancellationToken);
}
