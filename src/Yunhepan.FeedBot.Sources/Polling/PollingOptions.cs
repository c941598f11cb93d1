using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Sources.Polling;

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

    /// <summary>No failure and no server makes a source wait longer, unless its own interval does.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Wait after 429 or 503 without Retry-After.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ThrottledWait { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Over this span the first polls of new sources are spread.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StartSpread { get; set; } = TimeSpan.FromSeconds(20);
}

[OptionsValidator]
internal sealed partial class PollingOptionsValidator : IValidateOptions<PollingOptions>;
