using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Ingestion.Scheduling;

/// <summary>Section <c>Refreshing</c>: how a source's articles are read and looked at again.</summary>
public sealed class RefreshingOptions
{
    /// <summary>
    /// New articles, and new pages to read, that one source adds in a day; what is over waits for the next, and health says so.
    /// </summary>
    [Range(1, 1_000_000)]
    public int NewPerDay { get; set; } = 2000;

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

    /// <summary>Pause before the rest, when a poll leaves pages unread.</summary>
    public TimeSpan PagesPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest time that reading pages keeps one source in work; the rest waits for the next time.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PagesBudget { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>A page found gone is looked at once more after this: one 404 may be an accident.</summary>
    public TimeSpan MissingAgain { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A source that was away for so long catches up: its newest articles are told, the rest is stored silently.</summary>
    public TimeSpan CatchUpAfter { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How many articles are told after an outage.</summary>
    [Range(0, 1000)]
    public int CatchUpArticles { get; set; } = 10;

    /// <summary>Sources refreshed at once.</summary>
    [Range(1, 1024)]
    public int Concurrency { get; set; } = 16;

    /// <summary>Returns when an article's page is looked at after so many looks; null: no more.</summary>
    internal DateTimeOffset? NextLook(int looks, DateTimeOffset now) =>
        looks < LooksOrDefault.Count ? now + LooksOrDefault[looks] : null;

    internal IList<TimeSpan> LooksOrDefault => LookAgainAfter.Count > 0
        ? LookAgainAfter
        : [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];
}

[OptionsValidator]
internal sealed partial class RefreshingOptionsValidator : IValidateOptions<RefreshingOptions>;
