using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Ingestion.Scheduling;

/// <summary>How often sources are polled; configuration section <c>Polling</c>. Spans are written <c>[d.]hh:mm:ss</c>.</summary>
public sealed class PollingOptions
{
    public const string Section = "Polling";

    /// <summary>Interval of a source that states neither <c>every</c> nor <c>cron</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan DefaultEvery { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The shortest <c>every</c> that feeds.json may state.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ShortestEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Where a source's own rhythm decides, it is not polled more often than this.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Floor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Where a source's own rhythm decides, it is not polled more seldom than this.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Ceiling { get; set; } = TimeSpan.FromHours(3);

    /// <summary>
    /// A source of an urgent category without an interval of its own never waits longer for want of news, nor after errors; what servers
    /// ask for is kept.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan UrgentCeiling { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Ask the hubs that feeds name to tell us of news (WebSub); needs <c>site.baseUrl</c>, where they can reach us.</summary>
    public bool UseHubs { get; set; } = true;

    /// <summary>The safety net under a source whose hub tells us of news (WebSub).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan PushedEvery { get; set; } = TimeSpan.FromHours(6);

    /// <summary>No failure and no server makes a source wait longer, unless its own interval does.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Wait after 429 or 503 without Retry-After.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ThrottledWait { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Retry-After is kept up to this.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// First polls of many new sources are spread so that there are no more of them in a second, as far as their own intervals allow it.
    /// </summary>
    [Range(0.1, 100_000)]
    public double FirstPollsPerSecond { get; set; } = 100;

    /// <summary>Over this span the first polls of new sources are spread, at least; zero polls them all at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StartSpread { get; set; } = TimeSpan.FromSeconds(20);
}

[OptionsValidator]
internal sealed partial class PollingOptionsValidator : IValidateOptions<PollingOptions>;
