using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>The right to send for an account. It is valid as long as the database contains the same epoch.</summary>
internal sealed record LaneFence(string Platform, string Account, long Epoch)
{
    public Task<bool> HoldsAsync(AlertsDb db, CancellationToken cancellationToken) =>
        db.Lanes.AnyAsync(l => l.Platform == Platform && l.Account == Account && l.Epoch == Epoch, cancellationToken);

    /// <summary>Returns the row of a fan-out for writing. The query finds no row if another process has the lane.</summary>
    public IQueryable<FanOut> Row(AlertsDb db, FanOut fanOut) =>
        db.FanOuts.Where(f => f.Id == fanOut.Id
            && db.Lanes.Any(l => l.Platform == Platform && l.Account == Account && l.Epoch == Epoch));
}
