using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>The WebSub hub; section <c>WebSub</c>.</summary>
public sealed class HubOptions
{
    /// <summary>Lease of who asks for none, in seconds: ten days.</summary>
    [Range(60, 31_536_000)]
    public int DefaultLeaseSeconds { get; set; } = 864_000;

    /// <summary>The longest lease that is given, in seconds: thirty days.</summary>
    [Range(60, 31_536_000)]
    public int LongestLeaseSeconds { get; set; } = 2_592_000;

    /// <summary>Subscriptions and open requests in all.</summary>
    [Range(1, 10_000_000)]
    public int MostSubscriptions { get; set; } = 100_000;

    /// <summary>Subscriptions that one callback's host may hold.</summary>
    [Range(1, 1_000_000)]
    public int MostSubscriptionsPerHost { get; set; } = 5_000;

    /// <summary>A callback has this long to answer, in seconds.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Callbacks that are talked to at once.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 8;
}

[OptionsValidator]
internal sealed partial class HubOptionsValidator : IValidateOptions<HubOptions>;
