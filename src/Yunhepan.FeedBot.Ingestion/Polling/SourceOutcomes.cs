using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>
/// Updates a source's state from the outcome of a poll: success, failure, moves, silence, and the next due time.
/// </summary>
public sealed partial class SourceOutcomes(
    SourceSchedule schedule, IOptions<RefreshingOptions> options, TimeProvider time, ILogger<SourceOutcomes> logger)
{
    private const int FailuresBeforeProbe = 4;

    /// <summary>How long pages are left alone after their source failed.</summary>
    private static readonly TimeSpan PagesPause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ProbeAgain = TimeSpan.FromDays(7);

    /// <summary>
    /// Records an outcome. If the reading brought a document, call this after the document was processed, because what it taught
    /// affects the next due time.
    /// </summary>
    /// <param name="source">The source as feeds.json defines it.</param>
    /// <param name="state">The state, which is changed.</param>
    /// <param name="reading">The reading of the poll.</param>
    /// <param name="isItself">True if the document was taken as the source's own.</param>
    public void Note(Source source, SourceState state, SourceReading reading, bool isItself = true)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(state);
        state.RecordCheck(time.GetUtcNow());
        switch (reading)
        {
            case SourceReading.Read read:
                Succeed(source, state, read.MinimumWait, read.MovedTo, isItself);
                break;
            case SourceReading.Unchanged unchanged:
                state.KeepValidators(unchanged.Validators);
                Succeed(source, state, unchanged.MinimumWait, unchanged.MovedTo, isItself);
                break;
            case SourceReading.Failed failed:
                Fail(source, state, failed);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Returns true if the source looks dead and its site was not searched for a new address recently.</summary>
    public bool WantsProbe(SourceState state, SourceReading? reading)
    {
        ArgumentNullException.ThrowIfNull(state);
        return reading is SourceReading.Failed failed
            && (failed.Fault == FetchFault.Gone
                || (state.Failures + 1 >= FailuresBeforeProbe && failed.Fault is FetchFault.NotFound or FetchFault.ClientError or null))
            && state.FirstSuccessAt is not null
            && (state.ProbedAt is null || state.ProbedAt < time.GetUtcNow() - ProbeAgain);
    }

    private void Succeed(Source source, SourceState state, TimeSpan? wait, string? movedTo, bool isItself)
    {
        var now = state.LastCheckAt!.Value;
        if (state.Failures >= FailuresBeforeProbe)
            LogRecovered(source.Id, state.Failures);
        state.RecordSuccess(now);
        if (AddressMove.Confirm(state, movedTo, isItself, now))
            LogMoved(source.Id, ShownAddress.Redact(source.Url), ShownAddress.Redact(state.AdoptedUrl));
        NoteSilence(source, state, now);
        state.Schedule(schedule.Next(source, state, now, wait));
        state.ScheduleAnotherLook(now + options.Value.ConfirmAfter);
    }

    private void Fail(Source source, SourceState state, SourceReading.Failed failed)
    {
        var now = state.LastCheckAt!.Value;
        state.RecordFailure(failed.Reason, failed.IsStandIn, failed.Failure, now);
        var fault = failed.Fault;
        // Nobody edits the entry of an added source, so a server must say for days that it is gone.
        if (fault == FetchFault.Gone && source.IsAdded && now - state.FailingSince < options.Value.DeadAfter)
            fault = FetchFault.NotFound;
        if (AddressMove.Doubt(state, fault))
        {
            // The failure concerns the place the source had moved to, not the source.
            LogMoveGivenUp(source.Id, ShownAddress.Redact(source.Url));
            fault = fault == FetchFault.Gone ? FetchFault.NotFound : fault;
        }

        state.Schedule(schedule.Next(source, state, now, failed.RetryAfter, fault));
        state.PutOffPages(now, until: now + PagesPause);
        LogFailed(source.Id, failed.Reason, state.Failures, state.NextCheckAt);
    }

    private void NoteSilence(Source source, SourceState state, DateTimeOffset now)
    {
        var silence = Silence.Find(SourceRhythm.Read(state.Rhythm), state.LastNewArticleAt, now);
        if (silence is not null && state.Suspicion is null)
        {
            state.Suspect(SuspicionKind.Silence, silence, now);
            LogSilent(source.Id, silence);
        }
        else if (silence is null)
        {
            state.ClearSuspicion(SuspicionKind.Silence);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source {SourceId} failed: {Reason} ({Failures} in a row, next at {NextCheckAt})")]
    private partial void LogFailed(string sourceId, string reason, int failures, ShownTime nextCheckAt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Source {SourceId} works again after {Failures} failures")]
    private partial void LogRecovered(string sourceId, int failures);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId} has moved for good from {Url} to {NewUrl}, which is polled from now on; change it in feeds.json")]
    private partial void LogMoved(string sourceId, string url, string newUrl);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Source {SourceId} is no longer found where it had moved to; {Url} is polled again")]
    private partial void LogMoveGivenUp(string sourceId, string url);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source {SourceId} is {Silence}")]
    private partial void LogSilent(string sourceId, string silence);
}
