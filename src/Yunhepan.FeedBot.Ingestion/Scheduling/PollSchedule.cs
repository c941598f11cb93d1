using System.Globalization;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Fetching;

namespace Yunhepan.FeedBot.Ingestion.Scheduling;

/// <summary>Computes when a source is polled next: one pure rule.</summary>
internal static class PollSchedule
{
    /// <summary>
    /// The due time of a source that is not polled again until its entry in feeds.json changes. It is not the maximum value,
    /// because PostgreSQL would read that as infinity.
    /// </summary>
    public static DateTimeOffset Never { get; } = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan LongestSpread = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestCronSpread = TimeSpan.FromMinutes(1);
    private static readonly PollingOptions Standard = new();

    /// <summary>
    /// Returns the source's own interval, extended by what server and document ask for and by failures; nothing shortens it.
    /// </summary>
    public static DueTime Next(Source source, PollOutcome outcome, ICronExpressions cron, PollingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(cron);
        options ??= Standard;
        if (outcome.Fault == FetchFault.Gone)
            return new DueTime(DateTimeOffset.MaxValue, DueReason.Gone);

        var due = Regular(source, outcome, cron, options);
        due = Later(
            due, outcome.At + Between(TimeSpan.Zero, outcome.Hints.TimeToLive ?? TimeSpan.Zero, options.LongestWait), DueReason.TimeToLive);
        due = Later(due, outcome.At + Asked(outcome, options), outcome.Failures > 0 ? DueReason.RetryAfter : DueReason.MaxAge);
        due = Later(due, outcome.At + FailureWait(source, outcome, options), DueReason.BackOff);
        return due.At == DateTimeOffset.MaxValue ? due : Allowed(source, due, outcome.Hints);
    }

    /// <summary>Returns when a new source is first polled: soon, but spread out if many sources came with it.</summary>
    /// <param name="source">The new source.</param>
    /// <param name="knownSince">When it was added.</param>
    /// <param name="together">How many were added with it.</param>
    /// <param name="options">The spread and rate of first polls.</param>
    public static DueTime First(Source source, DateTimeOffset knownSince, int together = 1, PollingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= Standard;
        if (options.StartSpread == TimeSpan.Zero)
            return new DueTime(knownSince, DueReason.First);
        // If there are so many that their interval is shorter than the spread, they are spread over that interval, at a constant
        // rate.
        var every = source.Every ?? options.DefaultEvery;
        var needed = Shorter(
            TimeSpan.FromSeconds(together / options.FirstPollsPerSecond), every + PollSpread.Compute(source, every, LongestSpread));
        var spread = needed > options.StartSpread ? needed : options.StartSpread;
        // The fraction differs from the one of the interval; otherwise sources that are polled first would also be repeated
        // first.
        return new DueTime(knownSince + (spread * PollSpread.Fraction(source.Id + "#first")), DueReason.First);
    }

    /// <summary>
    /// Returns the regular due time: never before the source's own interval, and up to a tenth later so that sources drift apart.
    /// </summary>
    private static DueTime Regular(Source source, PollOutcome outcome, ICronExpressions cron, PollingOptions options)
    {
        if (source.Cron is { } expression)
            return Cron(source, expression, outcome.At, cron);

        var every = source.Every ?? Default(outcome, options);
        var reason = DueReason.Interval;
        if (source.Every is null && outcome.Rhythm?.WaitForNews(outcome.At, source.ScheduleZone, Ceiling(outcome, options)) is { } wait)
            (every, reason) = (
                Between(Shorter(options.Floor, Ceiling(outcome, options)), wait, Ceiling(outcome, options)), DueReason.Rhythm);

        // The safety net detects a hub that fails.
        if (outcome is { IsPushed: true, Failures: 0 } && Pushed(outcome, options) is var pushed && pushed > every)
            (every, reason) = (pushed, DueReason.Pushed);

        var spread = PollSpread.Compute(source, every, LongestSpread);
        if (outcome.IsUrgent && source.Every is null)
            spread = Between(TimeSpan.Zero, spread, options.UrgentCeiling > every ? options.UrgentCeiling - every : TimeSpan.Zero);
        return new DueTime(outcome.At + every + spread, reason);
    }

    private static DueTime Cron(Source source, string expression, DateTimeOffset polledAt, ICronExpressions cron)
    {
        if (cron.Next(expression, source.ScheduleZone, polledAt) is not { } fires)
            return new DueTime(DateTimeOffset.MaxValue, DueReason.CronEnded);

        var gap = (cron.Next(expression, source.ScheduleZone, fires) ?? DateTimeOffset.MaxValue) - fires;
        return new DueTime(fires + PollSpread.Compute(source, gap, LongestCronSpread), DueReason.Cron);
    }

    private static TimeSpan Default(PollOutcome outcome, PollingOptions options) =>
        outcome.IsUrgent ? Shorter(options.DefaultEvery, options.UrgentCeiling) : options.DefaultEvery;

    private static TimeSpan Ceiling(PollOutcome outcome, PollingOptions options) =>
        outcome.IsUrgent ? Shorter(options.Ceiling, options.UrgentCeiling) : options.Ceiling;

    private static TimeSpan Pushed(PollOutcome outcome, PollingOptions options) =>
        outcome.IsUrgent ? Shorter(options.PushedEvery, options.UrgentCeiling) : options.PushedEvery;

    private static TimeSpan Asked(PollOutcome outcome, PollingOptions options)
    {
        if (outcome.Failures == 0)
            return Between(TimeSpan.Zero, outcome.ServerWait ?? TimeSpan.Zero, options.LongestWait);

        var wait = outcome.ServerWait ?? (outcome.Fault == FetchFault.Throttled ? options.ThrottledWait : TimeSpan.Zero);
        return Between(TimeSpan.Zero, wait, options.LongestRetryAfter);
    }

    /// <summary>
    /// Returns the wait after failures: as usual after the first one, then doubled each time, plus up to a tenth.
    /// </summary>
    private static TimeSpan FailureWait(Source source, PollOutcome outcome, PollingOptions options)
    {
        if (outcome.Failures <= 0)
            return TimeSpan.Zero;

        var every = source.Every ?? Default(outcome, options);
        var most = outcome.IsUrgent && outcome.Fault != FetchFault.Throttled
            ? Shorter(options.UrgentCeiling, options.LongestWait) : options.LongestWait;
        var longest = every > most ? every : most;
        var wait = new BackOff(every, longest).After(outcome.Failures);
        var failures = outcome.Failures.ToString(CultureInfo.InvariantCulture);
        var jitter = wait * (PollSpread.Share * PollSpread.Fraction(source.Id + "#" + failures));
        return Between(TimeSpan.Zero, wait + jitter, longest);
    }

    /// <summary>Returns the first hour that the document does not ask to skip, with polls spread within it.</summary>
    private static DueTime Allowed(Source source, DueTime due, PollHints hints)
    {
        if (!hints.Skips(due.At))
            return due;

        var gmt = due.At.ToUniversalTime();
        var hour = new DateTimeOffset(gmt.Year, gmt.Month, gmt.Day, gmt.Hour, 0, 0, TimeSpan.Zero);
        for (var ahead = 1; ahead <= 8 * 24; ahead++)
        {
            if (!hints.Skips(hour.AddHours(ahead)))
                return new DueTime(hour.AddHours(ahead) + (LongestSpread * PollSpread.Fraction(source.Id)), DueReason.SkipTime);
        }

        // All allowed hours lie on skipped days, which is impossible to follow.
        return due;
    }

    private static DueTime Later(DueTime due, DateTimeOffset other, DueReason reason) => other > due.At ? new DueTime(other, reason) : due;

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Between(TimeSpan least, TimeSpan value, TimeSpan most) =>
        value < least ? least : value > most ? most : value;
}
