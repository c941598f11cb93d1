using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>Brings the states in line with feeds.json: new sources are due soon, removed and disabled ones never.</summary>
public sealed class CatalogueSync(IngestionDb db, SourceSchedule schedule, TimeProvider time)
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
        var unwanted = states.Values.Where(s => s.NextCheckAt != SourceSchedule.Never).Select(s => s.SourceId).ToList();
        foreach (var ids in unwanted.Chunk(500))
        {
            await db.SourceStates.Where(s => ids.Contains(s.SourceId)).ExecuteUpdateAsync(
                s => s.SetProperty(x => x.NextCheckAt, SourceSchedule.Never)
                    .SetProperty(x => x.DueAt, SourceSchedule.Never)
                    .SetProperty(x => x.NextReason, DueReason.First)
                    .SetProperty(x => x.NextPageAt, (DateTimeOffset?)null),
                cancellationToken);
        }
    }

    /// <summary>It was taken out of the file and is back, or its entry now says something sooner.</summary>
    private bool IsDueAnew(Source source, DateTimeOffset next, DueReason reason, DateTimeOffset now) => reason switch
    {
        DueReason.Gone => false,
        DueReason.CronEnded =>
            schedule.Next(source, new SourceState { SourceId = source.Id, Url = source.Url }, now).At < SourceSchedule.Never,
        DueReason.Interval or DueReason.Rhythm when source.Every is { } every => next > now + (every * 1.1) + TimeSpan.FromMinutes(5),
        _ => next == SourceSchedule.Never,
    };

    private async Task AddAsync(List<Source> added, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var part in added.Chunk(RowsPerSave))
            await SourceStateWriter.InsertAsync(db, [.. part.Select(New)], cancellationToken);

        SourceState New(Source source)
        {
            var first = schedule.First(source, now, added.Count);
            return new SourceState { SourceId =
                source.Id, Url = source.Url, NextCheckAt = first.At, NextReason = first.Reason, DueAt = first.At };
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
                {
                    // Validators, moves and doubts belong to an address; another one starts afresh, but what it lists may alert.
                    state.Url = source.Url;
                    var first = state.FirstSuccessAt;
                    state.BeginAnew();
                    state.FirstSuccessAt = first;
                    state.AdoptedUrl = state.MovedTo = state.NewHomes = state.LastError = state.PageSuspicion = null;
                    state.Failures = 0;
                }

                (state.NextCheckAt, state.NextReason, state.NextPageAt) = (now, DueReason.First, now);
                state.Release();
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }
}
