using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>The right to send for an account: good as long as the database knows the same number.</summary>
internal sealed record LaneFence(string Platform, string Account, long Epoch)
{
    public Task<bool> HoldsAsync(AlertsDb db, CancellationToken cancellationToken) =>
        db.Lanes.AnyAsync(l => l.Platform == Platform && l.Account == Account && l.Epoch == Epoch, cancellationToken);

    /// <summary>A fan-out's row, for writing: none when somebody else has the lane.</summary>
    public IQueryable<FanOut> Row(AlertsDb db, FanOut fanOut) =>
        db.FanOuts.Where(f => f.Id == fanOut.Id
            && db.Lanes.Any(l => l.Platform == Platform && l.Account == Account && l.Epoch == Epoch));
}
