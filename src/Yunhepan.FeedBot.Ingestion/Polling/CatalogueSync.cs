using Microsoft.EntityFrameworkCore;
using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>Synchronises the states with feeds.json: new sources become due soon, removed and disabled ones never.</summary>
internal sealed class CatalogueSync(IngestionDb db, SourceSchedule schedule, TimeProvider time)
{
    private const int RowsPerSave = 2_000;

    public async Task SyncAsync(SourceCatalogue catalogue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var states = await db.SourceStates.AsNoTracking()
            .Select(s => new { s.SourceId, s.Url, s.NextCheckAt, s.NextReason })
            .ToDictionaryAsync(s => s.SourceId, cancellationToken);
        var now = time.GetUtcNow();
        List<Source> added = [], changed = [];
        foreach (var source in catalogue.Sources.Where(s => s.Enabled))
        {
            if (!states.Remove(source.Id, out var state))
                added.Add(source);
            else if (state.Url != source.Url || IsDueAnew(source, state.NextCheckAt, state.NextReason, now))
                changed.Add(source);
        }

        await RenewAsync(changed, now, cancellationToken);
        await AddAsync(added, now, cancellationToken);
        var unwanted = states.Values.Where(s => s.NextCheckAt != PollSchedule.Never).Select(s => s.SourceId).ToList();
        foreach (var ids in unwanted.Chunk(500))
            await db.RetireAsync(ids, cancellationToken);
    }

    /// <summary>
    /// Returns true if the source was removed from the file and is back, or if its entry now requires an earlier poll.
    /// </summary>
    private bool IsDueAnew(Source source, DateTimeOffset next, DueReason reason, DateTimeOffset now) => reason switch
    {
        DueReason.Gone => false,
        DueReason.CronEnded =>
            schedule.Next(source, new SourceState(source.Id, source.Url), now).At < PollSchedule.Never,
        DueReason.Interval or DueReason.Rhythm when source.Every is { } every => next > now + (every * 1.1) + TimeSpan.FromMinutes(5),
        DueReason.First or DueReason.Interval or DueReason.Cron or DueReason.Rhythm or DueReason.MaxAge or DueReason.TimeToLive
            or DueReason.SkipTime or DueReason.RetryAfter or DueReason.BackOff or DueReason.Pushed => next == PollSchedule.Never,
        _ => throw new UnreachableException($"source {source.Id} is due because of {reason}"),
    };

    private async Task AddAsync(List<Source> added, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var part in added.Chunk(RowsPerSave))
            await SourceStateWriter.InsertAsync(db, [.. part.Select(New)], cancellationToken);

        SourceState New(Source source)
        {
            var state = new SourceState(source.Id, source.Url);
            state.Schedule(schedule.First(source, now, added.Count));
            state.Release();
            return state;
        }
    }

    private async Task RenewAsync(List<Source> changed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var part in changed.Chunk(500))
        {
            var ids = part.Select(s => s.Id).ToArray();
            var states = await db.SourceStates.Where(s => ids.Contains(s.SourceId)).ToDictionaryAsync(s => s.SourceId, cancellationToken);
            foreach (var source in part)
            {
                var state = states[source.Id];
                if (state.Url != source.Url)
                    state.ChangeUrl(source.Url);
                state.RestartFailing(now);
                state.Schedule(new DueTime(now, DueReason.First));
                state.SchedulePages(now);
                state.Release();
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }
}
