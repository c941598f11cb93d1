using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Articles.Refreshing;

/// <summary>Section <c>Refreshing</c>: how a source's articles are read and looked at again.</summary>
public sealed class RefreshingOptions
{
    /// <summary>Most article pages read in one poll of one source; the rest waits for the next.</summary>
    [Range(1, 500)]
    public int PagesPerPoll { get; set; } = 20;

    /// <summary>Attempts at an article page before the list's own words are all we store.</summary>
    [Range(1, 20)]
    public int PageAttempts { get; set; } = 3;

    /// <summary>Wait before the second attempt at an article page; it doubles with each further one.</summary>
    public TimeSpan PageRetry { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>When a known article's page is looked at again for corrections, counted from the look before.</summary>
    // A binder adds to a list that is not empty: the defaults stand in LooksOrDefault.
    public IList<TimeSpan> LookAgainAfter { get; } = [];

    /// <summary>Most known articles looked at again in one poll of one source.</summary>
    [Range(0, 500)]
    public int LooksPerPoll { get; set; } = 5;

    /// <summary>Sources refreshed at once.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 16;

    internal IList<TimeSpan> LooksOrDefault => LookAgainAfter.Count > 0
        ? LookAgainAfter
        : [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];
}

[OptionsValidator]
internal sealed partial class RefreshingOptionsValidator : IValidateOptions<RefreshingOptions>;
