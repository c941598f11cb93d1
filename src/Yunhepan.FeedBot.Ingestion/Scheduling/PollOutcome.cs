using Yunhepan.FeedBot.Ingestion.Fetching;


namespace Yunhepan.FeedBot.Ingestion.Scheduling;

/// <summary>Everything that decides when a source is polled next, besides its entry in feeds.json and the options.</summary>
/// <param name="At">When it was polled.</param>
internal sealed record PollOutcome(DateTimeOffset At)
{
    /// <summary>The number of consecutive failures, including this one; 0 after a success.</summary>
    public int Failures { get; init; }

    /// <summary>The cause of the failure: 410 stops polling permanently, 429 and 503 wait as the server asks.</summary>
    public FetchFault? Fault { get; init; }

    /// <summary>Cache-Control max-age or Expires after a success, Retry-After after a failure.</summary>
    public TimeSpan? ServerWait { get; init; }

    public PollHints Hints { get; init; } = PollHints.None;

    /// <summary>When the source publishes, as far as known.</summary>
    public SourceRhythm? Rhythm { get; init; }

    /// <summary>
    /// True if its category is urgent: without news it never waits longer than <see cref="PollingOptions.UrgentCeiling"/>.
    /// </summary>
    public bool IsUrgent { get; init; }

    /// <summary>True if a WebSub hub has confirmed a subscription, so that polling is only the safety net.</summary>
    public bool IsPushed { get; init; }
}

/// <summary>The reason for a source's due time.</summary>
public enum DueReason
{
    /// <summary>The source is new in feeds.json.</summary>
    First = 0,

    /// <summary>Its configured <c>every</c>, or the default.</summary>
    Interval = 1,

    /// <summary>Its configured <c>cron</c>.</summary>
    Cron = 2,

    /// <summary>The times at which it usually publishes.</summary>
    Rhythm = 3,

    /// <summary>Cache-Control or Expires.</summary>
    MaxAge = 4,

    /// <summary>RSS <c>ttl</c>, <c>sy:updatePeriod</c>.</summary>
    TimeToLive = 5,

    /// <summary>RSS <c>skipHours</c>, <c>skipDays</c>.</summary>
    SkipTime = 6,

    /// <summary>429 or 503.</summary>
    RetryAfter = 7,

    /// <summary>The poll failed.</summary>
    BackOff = 8,

    /// <summary>410: the source is never polled again.</summary>
    Gone = 9,

    /// <summary>The cron expression has no further time.</summary>
    CronEnded = 10,

    /// <summary>A WebSub hub pushes its news.</summary>
    Pushed = 11,
}

/// <param name="At"><see cref="DateTimeOffset.MaxValue"/> for never.</param>
/// <param name="Reason">The reason for the wait.</param>
public readonly record struct DueTime(DateTimeOffset At, DueReason Reason);
