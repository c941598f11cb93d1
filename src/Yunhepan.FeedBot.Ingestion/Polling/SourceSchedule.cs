using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>Computes the due time after an outcome; the rule itself is <see cref="PollSchedule"/>.</summary>
public sealed class SourceSchedule(ICronExpressions cron, CurrentCatalogue catalogue, IOptions<PollingOptions> options)
{
    private (SourceCatalogue Of, FrozenSet<string> Ids)? _urgent;

    public DueTime First(Source source, DateTimeOffset now, int together) => PollSchedule.First(source, now, together, options.Value);

    /// <summary>Returns the due time after a poll, given the state of the source.</summary>
    /// <param name="source">The source as feeds.json defines it.</param>
    /// <param name="state">The state with its current failures, hints and rhythm.</param>
    /// <param name="polledAt">When it was polled.</param>
    /// <param name="serverWait">The wait that the server asked for.</param>
    /// <param name="fault">The cause of the failure.</param>
    public DueTime Next(Source source, SourceState state, DateTimeOffset polledAt, TimeSpan? serverWait = null, FetchFault? fault = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(state);
        var outcome = new PollOutcome(polledAt)
        {
            Failures = state.Failures,
            Fault = fault,
            ServerWait = serverWait,
            Hints = state.Hints,
            Rhythm = SourceRhythm.Read(state.Rhythm),
            IsUrgent = IsUrgent(source),
            IsPushed = state.PushedUntil > polledAt,
        };
        var due = PollSchedule.Next(source, outcome, cron, options.Value);
        return due.At < PollSchedule.Never ? due : due with { At = PollSchedule.Never };
    }

    /// <summary>Returns true if the source's own category is urgent.</summary>
    public bool IsUrgent(Source source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var now = catalogue.Catalogue;
        var urgent = _urgent;
        if (urgent is null || !ReferenceEquals(urgent.Value.Of, now))
            _urgent = urgent = (
                now, now.Categories.Where(c => c.Priority == Priority.Urgent).Select(c => c.Id).ToFrozenSet(StringComparer.Ordinal));
        return source.CategoryId is { } category && urgent.Value.Ids.Contains(category);
    }
}
