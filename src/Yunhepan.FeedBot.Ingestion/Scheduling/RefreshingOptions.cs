using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Ingestion.Scheduling;

/// <summary>How a source's articles are read and revisited; configuration section <c>Refreshing</c>.</summary>
public sealed class RefreshingOptions
{
    /// <summary>
    /// The number of new articles and new pages that one source may add in a day; the rest waits for the next day, and the health
    /// page says so.
    /// </summary>
    [Range(1, 1_000_000)]
    public int NewPerDay { get; set; } = 2000;

    /// <summary>The most article pages read in one poll of one source; the rest waits for the next poll.</summary>
    [Range(1, 500)]
    public int PagesPerPoll { get; set; } = 20;

    /// <summary>The number of attempts at an article page before the list's own text is stored instead.</summary>
    [Range(1, 20)]
    public int PageAttempts { get; set; } = 3;

    /// <summary>The wait before the second attempt at an article page; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan PageRetry { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>When the page of a known article is revisited for corrections, each counted from the previous visit.</summary>
    // A configuration binder appends to a list that is not empty, so the defaults are in LooksOrDefault.
    public IList<TimeSpan> LookAgainAfter { get; } = [];

    /// <summary>The most known articles revisited in one poll of one source.</summary>
    [Range(0, 500)]
    public int LooksPerPoll { get; set; } = 5;

    /// <summary>The pause before the remaining pages when a poll leaves pages unread.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan PagesPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest time that reading pages may take for one source; the rest waits for the next time.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PagesBudget { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>The wait before a missing page is checked again, because one 404 may be an accident.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MissingAgain { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The wait before a changed text is read again, because pages put in other things at each look: the second look confirms a
    /// correction that is not evident.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ConfirmAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// After an outage of this length a source catches up: its newest articles alert, the others are stored silently.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan CatchUpAfter { get; set; } = TimeSpan.FromHours(12);

    /// <summary>The number of articles that alert after an outage.</summary>
    [Range(0, 1000)]
    public int CatchUpArticles { get; set; } = 10;

    /// <summary>
    /// How long each poll of a source must have failed before its followers are told that it is dead or asks for a login.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "60.00:00:00")]
    public TimeSpan DeadAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>The number of sources refreshed at once.</summary>
    [Range(1, 1024)]
    public int Concurrency { get; set; } = 16;

    /// <summary>Returns when an article's page is visited after a number of visits; null if never again.</summary>
    internal DateTimeOffset? NextLook(int looks, DateTimeOffset now) =>
        looks < LooksOrDefault.Count ? now + LooksOrDefault[looks] : null;

    internal IList<TimeSpan> LooksOrDefault => LookAgainAfter.Count > 0
        ? LookAgainAfter
        : [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];
}

[OptionsValidator]
internal sealed partial class RefreshingOptionsValidator : IValidateOptions<RefreshingOptions>;
