using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>The options of the WebSub hub; configuration section <c>WebSub</c>.</summary>
public sealed class HubOptions
{
    /// <summary>The lease of subscribers that request none, in seconds: ten days.</summary>
    [Range(60, 31_536_000)]
    public int DefaultLeaseSeconds { get; set; } = 864_000;

    /// <summary>The longest lease, in seconds: thirty days.</summary>
    [Range(60, 31_536_000)]
    public int LongestLeaseSeconds { get; set; } = 2_592_000;

    /// <summary>The total number of subscriptions and open requests.</summary>
    [Range(1, 10_000_000)]
    public int MostSubscriptions { get; set; } = 100_000;

    /// <summary>
    /// The number of subscriptions and open requests per callback domain, per network address of a callback, and per client.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MostSubscriptionsPerHost { get; set; } = 5_000;

    /// <summary>The number of one subscriber's requests that wait for confirmation by their callback.</summary>
    [Range(1, 1_000_000)]
    public int MostOpenRequests { get; set; } = 500;

    /// <summary>
    /// The total number of subscribed searches and other feeds whose address has a query, because each is rendered separately at
    /// each change.
    /// </summary>
    [Range(0, 100_000)]
    public int MostSearches { get; set; } = 200;

    /// <summary>The number of these per client and per callback domain.</summary>
    [Range(0, 100_000)]
    public int MostSearchesPerHost { get; set; } = 20;

    /// <summary>The time that a callback has to answer, in seconds.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>The number of callbacks contacted at once for confirmation, and the same number for deliveries.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 32;

    /// <summary>
    /// The number of additional places for callbacks that failed before: these wait for each other, and no other callback waits
    /// for them.
    /// </summary>
    [Range(1, 256)]
    public int FailingConcurrency { get; set; } = 8;

    /// <summary>
    /// How long a process owns a row that it claimed: longer than any attempt. If the process dies, another one finds the row
    /// after this time.
    /// </summary>
    internal TimeSpan Claim => TimeSpan.FromSeconds(TimeoutSeconds) + TimeSpan.FromMinutes(2);

    /// <summary>A callback that takes longer to answer is treated like one that failed.</summary>
    internal TimeSpan Slow => TimeSpan.FromSeconds(TimeoutSeconds) / 2;
}

[OptionsValidator]
internal sealed partial class HubOptionsValidator : IValidateOptions<HubOptions>;
