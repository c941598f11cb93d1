using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>The WebSub hub; section <c>WebSub</c>.</summary>
public sealed class HubOptions
{
    /// <summary>The lease of subscribers that ask for none, in seconds: ten days.</summary>
    [Range(60, 31_536_000)]
    public int DefaultLeaseSeconds { get; set; } = 864_000;

    /// <summary>The longest lease that is given, in seconds: thirty days.</summary>
    [Range(60, 31_536_000)]
    public int LongestLeaseSeconds { get; set; } = 2_592_000;

    /// <summary>Subscriptions and open requests in all.</summary>
    [Range(1, 10_000_000)]
    public int MostSubscriptions { get; set; } = 100_000;

    /// <summary>
    /// Subscriptions and open requests that one may hold: a callback's domain, the address it leads to, and whoever asks.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MostSubscriptionsPerHost { get; set; } = 5_000;

    /// <summary>The requests of one subscriber that wait for the answer of their callback.</summary>
    [Range(1, 1_000_000)]
    public int MostOpenRequests { get; set; } = 500;

    /// <summary>
    /// Searches, and other feeds whose address has a query, that are subscribed to in all: each is rendered for itself at each change.
    /// </summary>
    [Range(0, 100_000)]
    public int MostSearches { get; set; } = 200;

    /// <summary>Of these, subscriptions and requests of one who asks, or of one callback's domain.</summary>
    [Range(0, 100_000)]
    public int MostSearchesPerHost { get; set; } = 20;

    /// <summary>A callback has this long to answer, in seconds.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Callbacks that are asked to confirm at once, and as many that are delivered to.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 32;

    /// <summary>As many callbacks beside them that failed before: these wait for one another, and no other waits for them.</summary>
    [Range(1, 256)]
    public int FailingConcurrency { get; set; } = 8;

    /// <summary>
    /// How long a row belongs to the process that took it: longer than any attempt. Whoever dies with it leaves it to be found again.
    /// </summary>
    internal TimeSpan Claim => TimeSpan.FromSeconds(TimeoutSeconds) + TimeSpan.FromMinutes(2);

    /// <summary>Whoever takes longer to answer is treated like those that failed.</summary>
    internal TimeSpan Slow => TimeSpan.FromSeconds(TimeoutSeconds) / 2;
}

[OptionsValidator]
internal sealed partial class HubOptionsValidator : IValidateOptions<HubOptions>;
