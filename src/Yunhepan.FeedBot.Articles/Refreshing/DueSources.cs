using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Articles.Refreshing;

/// <summary>The sources whose time has come, claimed with a lease: a worker that dies gives its claims back by itself.</summary>
public sealed class DueSources(ArticlesDb db, SourceSchedule schedule, TimeProvider time)
{
    /// <summary>Brings the states in line with feeds.json: new sources are due soon, removed and disabled ones never.</summary>
    public async Task SyncAsync(SourceCatalogue catalogue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var states = await db.SourceStates.ToDictionaryAsync(s => s.SourceId, cancellationToken);
        var now = time.GetUtcNow();
        foreach (var source in catalogue.Sources.Where(s => s.Enabled))
        {
            if (states.Remove(source.Id, out var state))
                Renew(state, source, now);
            else
                db.SourceStates.Add(new SourceState { SourceId = source.Id, Url = source.Url, NextCheckAt = schedule.First(source, now) });
        }

        foreach (var unwanted in states.Values)
            unwanted.NextCheckAt = SourceSchedule.Never;
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Gives back the claims of a worker that died: only right where no other process can hold one.</summary>
    public Task ReleaseAllAsync(CancellationToken cancellationToken) =>
        db.SourceStates.Where(s => s.LeaseUntil != null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null), cancellationToken);

    /// <summary>Claims up to <paramref name="count"/> due sources, the longest due first.</summary>
    public async Task<IReadOnlyList<string>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var sql = $$"""
            UPDATE source_states SET "LeaseUntil" = {0}
            WHERE "SourceId" IN (
                SELECT "SourceId" FROM source_states
                WHERE "NextCheckAt" <= {1} AND ("LeaseUntil" IS NULL OR "LeaseUntil" <= {1})
                ORDER BY "NextCheckAt" LIMIT {2} {{db.SkipLocked}})
            RETURNING "SourceId"
            """;
        return await db.Database
            .SqlQueryRaw<string>(sql, db.Stored(now + PageReading.Lease), db.Stored(now), count)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Sources that failed at least so often in a row, the longest failing first.</summary>
    public async Task<IReadOnlyList<SourceState>> FailingAsync(int failures, CancellationToken cancellationToken) =>
        await db.SourceStates.AsNoTracking()
            .Where(s => s.Failures >= failures && s.NextCheckAt < SourceSchedule.Never)
            .OrderByDescending(s => s.Failures).Take(100)
            .ToListAsync(cancellationToken);

    private static void Renew(SourceState state, Source source, DateTimeOffset now)
    {
        if (state.Url != source.Url)
        {
            // Validators belong to an address; another one starts afresh, but what it lists may alert.
            state.Url = source.Url;
            state.ETag = state.LastModified = state.BodyHash = null;
            state.NextCheckAt = now;
        }
        else if (state.NextCheckAt == SourceSchedule.Never && state.LastError is null)
        {
            state.NextCheckAt = now;
        }
    }
}
