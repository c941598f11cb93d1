using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <param name="Source">The source as feeds.json defines it.</param>
/// <param name="State">The stored state, held by a lease and tracked by no context.</param>
/// <param name="WasDueAt">When its document was due before the claim; in the future if only pages behind it are due.</param>
/// <param name="HeldUntil">When the lease of the claim ends.</param>
/// <param name="PollNow">True if its document is due; false if only pages behind it are.</param>
public sealed record ClaimedSource(Source Source, SourceState State, DateTimeOffset WasDueAt, DateTimeOffset HeldUntil, bool PollNow)
{
    public string SourceId => Source.Id;
}

/// <summary>
/// Claims due sources in batches with a lease, so that the claims of a dead worker expire by themselves. A claim already sets the
/// time of the poll after this one, so not even a crash polls a source twice within its interval (ADR 31).
/// </summary>
public sealed class DueSources(
    IngestionDb db, SourceSchedule schedule, CatalogueSources sources, HostThrottle throttle, IOptions<FetchingOptions> fetching,
    TimeProvider time)
{
    /// <summary>The number of extra due sources that are read, because some may have to wait for their hosts.</summary>
    private const int ExtraCandidates = 200;

    /// <summary>
    /// Claims up to <paramref name="count"/> due sources whose hosts have capacity, the longest due first; other sources of these
    /// hosts are postponed.
    /// </summary>
    public async Task<IReadOnlyList<ClaimedSource>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (count <= 0 || !await db.SourceStates.AnyAsync(s => s.DueAt <= now, cancellationToken))
            return [];

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockClaimsAsync(cancellationToken);
        var due = await db.SourceStates.AsNoTracking()
            .Where(s => s.DueAt <= now).OrderBy(s => s.DueAt).Take(count + ExtraCandidates)
            .ToListAsync(cancellationToken);
        var (taken, putOff) = HostShares.Choose(
            due.Select(s => (s, RegistrableDomain.FromUrl(s.PolledUrl))), count, await BusyAsync(now, cancellationToken),
            fetching.Value.PerHostConcurrency, throttle.SpacingOf, throttle.IsFree);

        List<ClaimedSource> claimed = [];
        foreach (var state in taken)
        {
            if (sources.Find(state.SourceId) is { Enabled: true } source)
            {
                claimed.Add(new ClaimedSource(source, state, state.NextCheckAt, now + SourceState.Lease, state.NextCheckAt <= now));
                if (state.NextCheckAt <= now)
                    state.Schedule(schedule.Next(source, state, now));
                state.Hold(now + SourceState.Lease);
            }
            else
            {
                state.Retire();
                state.Release();
            }
        }

        foreach (var (state, wait) in putOff)
            state.PutOff(now + wait);
        await SourceStateWriter.WriteDueAsync(db, [.. taken, .. putOff.Select(p => p.Source)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return claimed;
    }

    /// <summary>Releases the claims of a dead worker; this is correct only if no other process can hold one.</summary>
    public Task ReleaseAllAsync(CancellationToken cancellationToken) => db.ReleaseAllAsync(time.GetUtcNow(), cancellationToken);

    /// <summary>
    /// Releases claims; the sources are due as their states say. Claims whose lease has expired may belong to another worker and
    /// are left alone.
    /// </summary>
    public Task ReturnAsync(IEnumerable<ClaimedSource> claims, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        List<SourceState> ours = [.. claims.Where(c => c.HeldUntil > now).Select(c => c.State)];
        ours.ForEach(s => s.Release());
        return SourceStateWriter.WriteDueAsync(db, ours, cancellationToken);
    }

    /// <summary>Returns how many sources are held back or show pages that are not their articles, and the id of the first.</summary>
    public async Task<(int Count, string? First)> SuspectAsync(CancellationToken cancellationToken)
    {
        var suspect = db.SourceStates.AsNoTracking()
            .Where(s => (s.Suspicion != null || s.PageSuspicion != null) && s.NextCheckAt < PollSchedule.Never);
        var first = await suspect.OrderBy(s => s.SourceId).Select(s => s.SourceId).FirstOrDefaultAsync(cancellationToken);
        return first is null ? (0, null) : (await suspect.CountAsync(cancellationToken), first);
    }

    /// <summary>Returns the sources with at least this many consecutive failures, most failures first.</summary>
    public async Task<IReadOnlyList<SourceState>> FailingAsync(int failures, CancellationToken cancellationToken) =>
        await db.SourceStates.AsNoTracking()
            .Where(s => s.Failures >= failures && s.NextCheckAt < PollSchedule.Never)
            .OrderByDescending(s => s.Failures).Take(100)
            .ToListAsync(cancellationToken);

    private async Task<Dictionary<string, int>> BusyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var held = await db.SourceStates.AsNoTracking().Where(s => s.LeaseUntil > now)
            .Select(s => s.AdoptedUrl ?? s.FeedUrl ?? s.Url).ToListAsync(cancellationToken);
        return held.GroupBy(RegistrableDomain.FromUrl).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
    }
}
