using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.States;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.Health;

public enum SourceCondition
{
    /// <summary>The source is polled and answers.</summary>
    Good,

    /// <summary>The source was not polled yet.</summary>
    New,

    /// <summary>The source answers, but something looks wrong.</summary>
    Suspect,

    /// <summary>The last polls failed.</summary>
    Failing,

    /// <summary>
    /// The source answered 410, or its cron expression has no further time: it is not polled until feeds.json changes.
    /// </summary>
    Stopped,

    /// <summary>The source is disabled in feeds.json.</summary>
    Disabled,
}

/// <summary>The health of one source, for people.</summary>
public sealed record SourceHealth(string SourceId, string Url, SourceCondition Condition)
{
    /// <summary>What its documents are; <see cref="SourceKind.Auto"/> until one was taken.</summary>
    public SourceKind Kind { get; init; }

    public DateTimeOffset? LastCheckAt { get; init; }

    public DateTimeOffset? LastSuccessAt { get; init; }

    public DateTimeOffset? LastNewArticleAt { get; init; }

    /// <summary>When the source is polled next; null for never.</summary>
    public DateTimeOffset? NextCheckAt { get; init; }

    public DueReason NextReason { get; init; }

    public int Failures { get; init; }

    /// <summary>What failed or looks wrong, where the source moved to, and where it may be now.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>
/// Reports the health of all sources in the order of feeds.json; on request, sources that need attention come first.
/// </summary>
public sealed class SourceHealthReport(IngestionDb db, CurrentCatalogue catalogue, TimeProvider time)
{
    public async Task<IReadOnlyList<SourceHealth>> ReadAsync(CancellationToken cancellationToken)
    {
        var states = await db.SourceStates.AsNoTracking().ToDictionaryAsync(s => s.SourceId, cancellationToken);
        var (now, zone) = (time.GetUtcNow(), catalogue.Catalogue.Site.TimeZone);
        return [.. catalogue.Catalogue.Sources.Select(s => Describe(s, states.GetValueOrDefault(s.Id), now, zone))];
    }

    /// <summary>Returns the number of sources in each condition; the database counts them.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var groups = await db.SourceStates
            .Where(s => s.NextCheckAt < PollSchedule.Never || s.NextReason == DueReason.Gone || s.NextReason == DueReason.CronEnded)
            .GroupBy(
                s => new { s.NextReason, IsFailing = s.Failures > 0, IsNew = s.LastCheckAt == null, IsSuspect = s.Suspicion != null
                    || s.PageSuspicion != null || s.LeftOut > 0 })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancellationToken);
        var counts = Enum.GetValues<SourceCondition>().ToDictionary(c => c.ToString().ToLowerInvariant(), _ => 0);
        foreach (var group in groups)
            counts[Condition(group.Key.NextReason, group.Key.IsFailing, group.Key.IsNew, group.Key.IsSuspect).ToString()
                .ToLowerInvariant()] += group.Count;
        return counts;
    }

    private static SourceHealth Describe(Source source, SourceState? state, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (state is null || !source.Enabled)
            return new SourceHealth(source.Id, source.Url, source.Enabled ? SourceCondition.New : SourceCondition.Disabled);
        return new SourceHealth(
            source.Id, source.Url,
            Condition(
            state.NextReason, state.Failures > 0, state.LastCheckAt is null,
            state.Suspicion is not null || state.PageSuspicion is not null || state.LeftOut > 0))
        {
            Kind = state.Kind,
            LastCheckAt = state.LastCheckAt,
            LastSuccessAt = state.LastSuccessAt,
            LastNewArticleAt = state.LastNewArticleAt,
            NextCheckAt = state.NextCheckAt < PollSchedule.Never ? state.NextCheckAt : null,
            NextReason = state.NextReason,
            Failures = state.Failures,
            Remarks = [.. Remarks(state, now, zone)],
        };
    }

    private static SourceCondition Condition(DueReason reason, bool isFailing, bool isNew, bool isSuspect) =>
        reason is DueReason.Gone or DueReason.CronEnded ? SourceCondition.Stopped
        : isFailing ? SourceCondition.Failing
        : isNew ? SourceCondition.New
        : isSuspect ? SourceCondition.Suspect : SourceCondition.Good;

    private static IEnumerable<string> Remarks(SourceState state, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (state.LastError is { } error)
            yield return error;
        if (state.Suspicion is { } suspicion && state.Suspected != SuspicionKind.StandIn)
            yield return suspicion;
        if (state.SuspectPolls > 0 && state.Suspicion is not null)
            yield return $"held back; if that is what it is now: feedbot accept {state.SourceId}";
        if (state.PageSuspicion is { } pages)
            yield return pages;
        if (state.FeedUrl is { } feed)
            yield return $"followed by its own feed {ShownAddress.Redact(feed)}";
        if (state is { LeftOut: > 0, DayStart: { } dayStart })
            yield return $"it lists {state.LeftOut} more new entries than one source may add in a day (Refreshing:NewPerDay): "
                + $"{state.NewInDay} were taken since {new ShownTime(dayStart).In(zone)}, the rest waits";
        if (state.AdoptedUrl is { } moved)
            yield return $"moved for good to {ShownAddress.Redact(moved)}";
        if (state.NewHomes.Count > 0)
            yield return "may live now at " + string.Join(", ", state.NewHomes);
        if (state.PushedUntil > now)
            yield return "its hub announces its news (WebSub)";
    }
}
