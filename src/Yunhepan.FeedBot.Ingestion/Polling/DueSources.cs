using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <param name="Source">As feeds.json has it.</param>
/// <param name="State">As it is stored now, held by a lease; tracked by no context.</param>
/// <param name="WasDueAt">When its document was due before the claim; later than now where only pages behind it are.</param>
/// <param name="HeldUntil">When the lease that the claim took ends.</param>
/// <param name="PollNow">Its document is due; else only pages behind it are.</param>
public sealed record ClaimedSource(Source Source, SourceState State, DateTimeOffset WasDueAt, DateTimeOffset HeldUntil, bool PollNow)
{
    public string SourceId => Source.Id;
}

/// <summary>
/// The sources whose time has come, claimed in batches with a lease: a worker that dies gives its claims back by itself. Claiming
/// already says when the source is due after this poll, so that not even a crash polls it twice within its interval (ADR 31).
/// </summary>
public sealed class DueSources(
    IngestionDb db, SourceSchedule schedule, CatalogueSources sources, HostThrottle turns, IOptions<FetchingOptions> fetching,
    TimeProvider time)
{
    /// <summary>Number of due sources read beyond those that are wanted, as some may have to wait for their hosts.</summary>
    private const int Choice = 200;

    /// <summary>
    /// Claims up to <paramref name="count"/> due sources whose hosts have room, the longest due first; the rest of these hosts is put off.
    /// </summary>
    public async Task<IReadOnlyList<ClaimedSource>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (count <= 0 || !await db.SourceStates.AnyAsync(s => s.DueAt <= now, cancellationToken))
            return [];

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockClaimsAsync(cancellationToken);
        var due = await db.SourceStates.AsNoTracking()
            .Where(s => s.DueAt <= now).OrderBy(s => s.DueAt).Take(count + Choice)
            .ToListAsync(cancellationToken);
        var (taken, putOff) = HostShares.Choose(
            due.Select(s => (s, RegistrableDomain.FromUrl(s.PolledUrl))), count, await BusyAsync(now, cancellationToken),
            fetching.Value.PerHostConcurrency, turns.SpacingOf, turns.IsFree);

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

    /// <summary>Gives back the claims of a worker that died: only right where no other process can hold one.</summary>
    public Task ReleaseAllAsync(CancellationToken cancellationToken) => db.ReleaseAllAsync(time.GetUtcNow(), cancellationToken);

    /// <summary>
    /// Gives back claims, due as their states say now. Those whose lease has lapsed may be somebody else's and are left alone.
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
