using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <param name="OpenFanOuts">Alerts whose audience is not walked to its end, counted per account.</param>
/// <param name="DeferredDeliveries">Deliveries that wait for their time.</param>
/// <param name="GivenUp">Dead letters among the receipts kept, of whatever kind: rejected, given up, in doubt, unreachable.</param>
public sealed record AlertStatus(
    long OpenFanOuts, long DeferredDeliveries, long GivenUp, DateTimeOffset? LastSentAt, IReadOnlyList<LaneStatus> Lanes);

/// <summary>How the alerts are doing, for health checks and the operator. Scoped, as its context is.</summary>
public sealed class AlertProgress(AlertsDb db, DeadLetters letters, LaneBoard board)
{
    public async Task<AlertStatus> ReadAsync(CancellationToken cancellationToken) => new(
        await db.FanOuts.LongCountAsync(f => f.State == FanOutState.Open, cancellationToken),
        await db.Deferred.LongCountAsync(cancellationToken),
        await letters.CountAsync(new DeadLetterFilter(), cancellationToken),
        await db.Receipts.MaxAsync(r => (DateTimeOffset?)r.SentAt, cancellationToken),
        board.Lanes);
}
