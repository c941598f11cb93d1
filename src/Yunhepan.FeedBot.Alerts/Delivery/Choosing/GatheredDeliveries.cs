using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Choosing;

/// <summary>The deliveries of one account that wait to be sent in one message.</summary>
internal sealed class GatheredDeliveries(AlertsDb db, LaneAccount account)
{
    private const int MostRows = 2000;
    private const int RowsPerChat = 8;

    private readonly DeliveryLedger _ledger = new(db, account.Shared.Time);

    /// <summary>Returns the due chats, longest waiting first.</summary>
    public async Task<IReadOnlyList<long>> DueAsync(int count, CancellationToken cancellationToken)
    {
        var now = account.Now;
        // Reads a few rows along the index, because a million chats may be due at one hour.
        var rows = await Gathered().Where(d => d.DueAt <= now).OrderBy(d => d.DueAt).Take(count * RowsPerChat)
            .Select(d => d.SubscriberId).ToListAsync(cancellationToken);
        return [.. rows.Distinct()];
    }

    /// <summary>Returns the deliveries that are due for one chat now.</summary>
    public IQueryable<DeferredDelivery> DueFor(long subscriberId, DateTimeOffset now) =>
        Gathered().Where(d => d.SubscriberId == subscriberId && d.DueAt <= now);

    /// <summary>Returns the alerts of the due deliveries, as many as one turn can process.</summary>
    public Task<List<Alert>> AlertsAsync(IQueryable<DeferredDelivery> due, CancellationToken cancellationToken) =>
        due.AsNoTracking().OrderBy(d => d.AlertRevision).Take(MostRows)
            .Join(db.Alerts, d => d.AlertRevision, a => a.Revision, (d, a) => a).ToListAsync(cancellationToken);

    /// <summary>
    /// Returns the due deliveries with their alerts, newest first. If several rows bring one story, the earliest is kept and the
    /// others are removed.
    /// </summary>
    public async Task<List<(DeferredDelivery Deferred, Alert Alert)>> RowsAsync(
        long subscriberId, IQueryable<DeferredDelivery> due, CancellationToken cancellationToken)
    {
        var found = await due.AsNoTracking().OrderByDescending(d => d.AlertRevision).Take(MostRows)
            .Join(db.Alerts, d => d.AlertRevision, a => a.Revision, (d, a) => new { Deferred = d, Alert = a })
            .OrderByDescending(r => r.Alert.Revision).ToListAsync(cancellationToken);
        var rows = found.ConvertAll(r => (r.Deferred, r.Alert));
        var repeated = rows.GroupBy(r => r.Alert.ArticleId).SelectMany(story => story.SkipLast(1)).Select(r => r.Alert.Revision)
            .ToHashSet();
        if (repeated.Count > 0)
        {
            await _ledger.RemoveAsync(subscriberId, [.. repeated], cancellationToken);
            rows.RemoveAll(r => repeated.Contains(r.Alert.Revision));
        }

        return rows;
    }

    /// <summary>Returns when the next chat is due; null if nothing is collected.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Gathered()
        .MinAsync(d => (DateTimeOffset?)d.DueAt, cancellationToken);

    private IQueryable<DeferredDelivery> Gathered() =>
        db.Deferred.Where(d => d.Platform == account.Platform.Platform && d.Account == account.Platform.Account && d.IsGathered);
}
