using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Accounts;

/// <summary>
/// Decides which process owns a lane. The owner writes heartbeats; if they stop for the term of the lease, measured by the
/// watcher's own clock, another process takes the lane with a new epoch. Clocks of two machines are never compared.
/// </summary>
internal sealed class LaneLease(IChatPlatform platform, NodeIdentity node, AlertsOptions options, TimeProvider time)
{
    private (long Epoch, long Beat) _seen;
    private long _seenSince;
    private long _beatAt;
    private bool _looked;

    /// <summary>The right to send; null if another process or nobody has the lane.</summary>
    public LaneFence? Fence { get; private set; }

    /// <summary>The end of the pause that the platform asked the account for, as the previous owner recorded it.</summary>
    public DateTimeOffset? ParkedUntil { get; private set; }

    /// <summary>The interval at which <see cref="HoldAsync"/>must be called.</summary>
    public TimeSpan BeatEvery => options.LaneLease / 5;

    /// <summary>Keeps the lane, or takes it if nobody has it.</summary>
    /// <param name="byForce">True to take it from a living owner too.</param>
    /// <returns>True if it has just become ours.</returns>
    public async Task<bool> HoldAsync(AlertsDb db, bool byForce, CancellationToken cancellationToken)
    {
        if (Fence is { } fence)
        {
            if (time.GetElapsedTime(_beatAt) < BeatEvery && !byForce)
                return false;
            if (await BeatAsync(db, fence, time.GetTimestamp(), cancellationToken))
                return false;
            Lose();
        }

        return await TryTakeAsync(db, byForce, cancellationToken);
    }

    /// <summary>Returns true if a send may start now: the database has just confirmed that there is no newer owner.</summary>
    public async Task<bool> MaySendAsync(AlertsDb db, CancellationToken cancellationToken)
    {
        if (Fence is not { } fence)
            return false;
        var asked = time.GetTimestamp();
        // If a heartbeat is due, it also serves as the check.
        var holds = time.GetElapsedTime(_beatAt) < BeatEvery
            ? await fence.HoldsAsync(db, cancellationToken)
            : await BeatAsync(db, fence, asked, cancellationToken);
        if (!holds)
            Lose();
        // The process may have been suspended during the query, so that the answer is old.
        return holds && time.GetElapsedTime(asked) < options.LaneLease;
    }

    /// <summary>
    /// Returns true when another process has taken the lane from this one, and forgets the lane. The database was in trouble:
    /// it is asked in a scope of its own.
    /// </summary>
    public async Task<bool> WasTakenAsync(IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (Fence is not { } fence || await fence.HoldsAsync(scope.ServiceProvider.GetRequiredService<AlertsDb>(), cancellationToken))
                return false;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            // The database does not answer, or the service is stopping, which says nothing about another process.
            return false;
        }

        Lose();
        return true;
    }

    /// <summary>Writes a heartbeat now. It throws if the database accepts no writes.</summary>
    public async Task BeatAsync(AlertsDb db, CancellationToken cancellationToken)
    {
        if (Fence is { } fence)
            await BeatAsync(db, fence, time.GetTimestamp(), cancellationToken);
    }

    public async Task ParkAsync(AlertsDb db, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (Fence is { } fence)
            await Rows(db, fence.Epoch).ExecuteUpdateAsync(set => set.SetProperty(l => l.ParkedUntil, until), cancellationToken);
    }

    /// <summary>Releases the lane, so that another process can take it at once.</summary>
    public async Task GiveBackAsync(AlertsDb db, CancellationToken cancellationToken)
    {
        if (Fence is { } fence)
            await Rows(db, fence.Epoch).ExecuteUpdateAsync(set => set.SetProperty(l => l.Owner, (string?)null), cancellationToken);
        Lose();
    }

    // The time is measured from before the heartbeat, because the lease may expire if the process is suspended during the write.
    private async Task<bool> BeatAsync(AlertsDb db, LaneFence fence, long asked, CancellationToken cancellationToken)
    {
        var isOurs = await Rows(db, fence.Epoch)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Beat, l => l.Beat + 1), cancellationToken) == 1;
        if (isOurs)
            _beatAt = asked;
        return isOurs;
    }

    private void Lose()
    {
        Fence = null;
        _looked = false;
    }

    private IQueryable<LaneOwner> Rows(AlertsDb db, long epoch) =>
        db.Lanes.Where(l => l.Platform == platform.Platform && l.Account == platform.Account && l.Epoch == epoch);

    private async Task<bool> TryTakeAsync(AlertsDb db, bool byForce, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var row = await db.Lanes.AsNoTracking()
            .SingleOrDefaultAsync(l => l.Platform == platform.Platform && l.Account == platform.Account, cancellationToken);
        if (row is null)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO lanes ("Platform", "Account", "Epoch", "Beat") VALUES ({platform.Platform}, {platform.Account}, 0, 0)
                ON CONFLICT DO NOTHING
                """,
                cancellationToken);
            row = new LaneOwner { Platform = platform.Platform, Account = platform.Account };
        }

        var isFree = byForce || row.Owner is null || node.IsAlone;
        if (!isFree && (!_looked || _seen != (row.Epoch, row.Beat)))
        {
            (_looked, _seen, _seenSince) = (true, (row.Epoch, row.Beat), now);
            return false;
        }

        if (!isFree && time.GetElapsedTime(_seenSince, now) < options.LaneLease)
            return false;
        var taken = await Rows(db, row.Epoch).Where(l => l.Beat == row.Beat).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Epoch, row.Epoch + 1).SetProperty(l => l.Owner, node.Name).SetProperty(l => l.Beat, 0),
            cancellationToken) == 1;
        if (!taken)
            return false;
        Fence = new LaneFence(platform.Platform, platform.Account, row.Epoch + 1);
        (_beatAt, ParkedUntil) = (now, row.ParkedUntil);
        return true;
    }
}

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
