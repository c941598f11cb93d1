using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <param name="OpenFanOuts">Alerts whose fan-out is not complete, counted per account.</param>
/// <param name="DeferredDeliveries">The number of deliveries that wait for their time.</param>
/// <param name="GivenUp">The number of dead letters among the kept receipts, of all kinds: rejected, given up, in doubt,
/// unreachable.</param>
internal sealed record AlertStatus(
    long OpenFanOuts, long DeferredDeliveries, long GivenUp, DateTimeOffset? LastSentAt, IReadOnlyList<LaneStatus> Lanes);

/// <summary>Reports the progress of the alerts, for health checks and the operator. Scoped, like its context.</summary>
internal sealed class AlertProgress(AlertsDb db, DeadLetters letters, LaneBoard board)
{
    public async Task<AlertStatus> ReadAsync(CancellationToken cancellationToken) => new(
        await db.FanOuts.LongCountAsync(f => f.State == FanOutState.Open, cancellationToken),
        await db.Deferred.LongCountAsync(cancellationToken),
        await letters.CountAsync(new DeadLetterFilter(), cancellationToken),
        await db.Receipts.MaxAsync(r => (DateTimeOffset?)r.SentAt, cancellationToken),
        board.Lanes);
}
