using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Ingestion.Scheduling;

/// <summary>
/// How often sources are polled; configuration section <c>Polling</c>. Time spans are written <c>[d.]hh:mm:ss</c>.
/// </summary>
public sealed class PollingOptions
{
    public const string Section = "Polling";

    /// <summary>The interval of a source that configures neither <c>every</c> nor <c>cron</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan DefaultEvery { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The shortest <c>every</c> that feeds.json may configure.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ShortestEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A source that is polled by its rhythm is not polled more often than this.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Floor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A source that is polled by its rhythm is not polled less often than this.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Ceiling { get; set; } = TimeSpan.FromHours(3);

    /// <summary>
    /// A source of an urgent category without an interval of its own never waits longer than this without news or after errors; the
    /// requests of servers still apply.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan UrgentCeiling { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether to subscribe to hubs that feeds name (WebSub); needs <c>site.baseUrl</c>, at which hubs can reach us.
    /// </summary>
    public bool UseHubs { get; set; } = true;

    /// <summary>The polling interval of a source whose hub pushes its news (WebSub).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan PushedEvery { get; set; } = TimeSpan.FromHours(6);

    /// <summary>The longest wait that failures and servers can cause, unless the source's own interval is longer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The wait after 429 or 503 without Retry-After.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ThrottledWait { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The longest Retry-After that is followed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The most first polls of new sources per second, as far as their own intervals allow it.</summary>
    [Range(0.1, 100_000)]
    public double FirstPollsPerSecond { get; set; } = 100;

    /// <summary>The minimum span over which first polls of new sources are spread; zero polls them all at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StartSpread { get; set; } = TimeSpan.FromSeconds(20);
}

[OptionsValidator]
internal sealed partial class PollingOptionsValidator : IValidateOptions<PollingOptions>;
