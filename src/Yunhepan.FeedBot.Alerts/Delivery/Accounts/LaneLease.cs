using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Accounts;

/// <summary>
/// Decides which process has a lane. The owner gives signs of life; where they stand still for the term of the lease, by the
/// watcher's own clock, another process takes the lane under a new number. No two clocks are ever compared.
/// </summary>
internal sealed class LaneLease(IChatPlatform platform, NodeIdentity node, AlertsOptions options, TimeProvider time)
{
    private (long Epoch, long Beat) _seen;
    private long _seenSince;
    private long _beatAt;
    private bool _looked;

    /// <summary>The right to send; null while another process has the lane, or nobody.</summary>
    public LaneFence? Fence { get; private set; }

    /// <summary>Until when the platform asked the account to wait, as the last owner noted it.</summary>
    public DateTimeOffset? ParkedUntil { get; private set; }

    /// <summary>How often <see cref="HoldAsync"/> is to be called.</summary>
    public TimeSpan BeatEvery => options.LaneLease / 5;

    /// <summary>Keeps the lane, or takes it when nobody has it.</summary>
    /// <param name="byForce">Takes it from a living owner too.</param>
    /// <returns>True when it has just become ours.</returns>
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

    /// <summary>Returns true when a send may start now: the database has just confirmed that no newer owner exists.</summary>
    public async Task<bool> MaySendAsync(AlertsDb db, CancellationToken cancellationToken)
    {
        if (Fence is not { } fence)
            return false;
        var asked = time.GetTimestamp();
        // Where a beat is due, the beat itself is the question.
        var holds = time.GetElapsedTime(_beatAt) < BeatEvery
            ? await fence.HoldsAsync(db, cancellationToken)
            : await BeatAsync(db, fence, asked, cancellationToken);
        if (!holds)
            Lose();
        // Frozen while it asked: the answer may be old.
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
            // The database does not answer, or the service stops: that says nothing of another process.
            return false;
        }

        Lose();
        return true;
    }

    /// <summary>Gives a sign of life now. It throws when the database takes no writes.</summary>
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

    /// <summary>Gives the lane back, so that another process can take it at once.</summary>
    public async Task GiveBackAsync(AlertsDb db, CancellationToken cancellationToken)
    {
        if (Fence is { } fence)
            await Rows(db, fence.Epoch).ExecuteUpdateAsync(set => set.SetProperty(l => l.Owner, (string?)null), cancellationToken);
        Lose();
    }

    // The time counts from before the beat: frozen in the middle, the lease may be over.
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

/// <summary>The right to send for an account. It is good as long as the database holds the same number.</summary>
internal sealed record LaneFence(string Platform, string Account, long Epoch)
{
    public Task<bool> HoldsAsync(AlertsDb db, CancellationToken cancellationToken) =>
        db.Lanes.AnyAsync(l => l.Platform == Platform && l.Account == Account && l.Epoch == Epoch, cancellationToken);

    /// <summary>Returns the row of a fan-out for writing. The query finds no row when another process has the lane.</summary>
    public IQueryable<FanOut> Row(AlertsDb db, FanOut fanOut) =>
        db.FanOuts.Where(f => f.Id == fanOut.Id
            && db.Lanes.Any(l => l.Platform == Platform && l.Account == Account && l.Epoch == Epoch));
}
