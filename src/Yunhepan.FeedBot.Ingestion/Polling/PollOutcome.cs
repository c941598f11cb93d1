using Yunhepan.FeedBot.Ingestion.Fetching;


namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>All that decides when a source is polled next, besides its entry in feeds.json and the options.</summary>
/// <param name="At">When it was polled.</param>
public sealed record PollOutcome(DateTimeOffset At)
{
    /// <summary>Consecutive failures, this one included; 0 after a success.</summary>
    public int Failures { get; init; }

    /// <summary>Why it failed: 410 stops for good, 429 and 503 wait as asked.</summary>
    public FetchFault? Fault { get; init; }

    /// <summary>Cache-Control max-age or Expires after a success, Retry-After after a failure.</summary>
    public TimeSpan? ServerWait { get; init; }

    public PollHints Hints { get; init; } = PollHints.None;

    /// <summary>When it publishes, as far as is known.</summary>
    public SourceRhythm? Rhythm { get; init; }

    /// <summary>Its category is urgent: it never waits longer than <see cref="PollingOptions.UrgentCeiling"/> for want of news.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>A WebSub hub has promised to tell us: polling is only the safety net.</summary>
    public bool IsPushed { get; init; }
}

/// <summary>Why a source is due when it is.</summary>
public enum DueReason
{
    /// <summary>First seen in feeds.json.</summary>
    First = 0,

    /// <summary>Its own <c>every</c>, or the default.</summary>
    Interval = 1,

    /// <summary>Its own <c>cron</c>.</summary>
    Cron = 2,

    /// <summary>When it usually publishes.</summary>
    Rhythm = 3,

    /// <summary>Cache-Control or Expires.</summary>
    MaxAge = 4,

    /// <summary>RSS <c>ttl</c>, <c>sy:updatePeriod</c>.</summary>
    TimeToLive = 5,

    /// <summary>RSS <c>skipHours</c>, <c>skipDays</c>.</summary>
    SkipTime = 6,

    /// <summary>429 or 503.</summary>
    RetryAfter = 7,

    /// <summary>It failed.</summary>
    BackOff = 8,

    /// <summary>410: never.</summary>
    Gone = 9,

    /// <summary>Its cron expression fires no more.</summary>
    CronEnded = 10,

    /// <summary>WebSub tells us.</summary>
    Pushed = 11,
}

/// <param name="At"><see cref="DateTimeOffset.MaxValue"/> for never.</param>
/// <param name="Reason">What made it wait until then.</param>
public readonly record struct DueTime(DateTimeOffset At, DueReason Reason);
