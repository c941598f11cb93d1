namespace Yunhepan.FeedBot.Publishing.Storage;

/// <summary>A verified, temporary subscription to the changes of a feed.</summary>
public sealed class HubSubscription
{
    public long Id { get; init; }

    /// <summary>The address of the feed as the feed states it.</summary>
    public required string Topic { get; init; }

    /// <summary>The address that receives the feed.</summary>
    public required string Callback { get; init; }

    /// <summary>The registrable domain of the callback's host, by which quotas and places are counted.</summary>
    public required string Domain { get; init; }

    /// <summary>
    /// The network to which the callback last resolved, or its domain if that was unknown; counted in the same way.
    /// </summary>
    public required string Network { get; set; }

    /// <summary>
    /// The client that asked for it; counted as well, with a turn of its own. Empty for clients without limits.
    /// </summary>
    public required string Client { get; set; }

    /// <summary>The key of the signature; null if none was given.</summary>
    public string? Secret { get; set; }

    /// <summary>The end of the subscription unless it is renewed.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>
    /// The validator of the version that was delivered last: any other version must be delivered. It survives restarts.
    /// </summary>
    public required string DeliveredTag { get; set; }

    /// <summary>
    /// When delivery may be attempted; a worker moves it ahead before it tries. Null if nothing is due, because the subscriber
    /// had everything at the last comparison.
    /// </summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>The number of consecutive failed deliveries; a slow success counts as the first.</summary>
    public int Failures { get; set; }
}

/// <summary>A request to subscribe or unsubscribe that its callback has yet to confirm.</summary>
public sealed class HubRequest
{
    public long Id { get; init; }

    /// <summary>True to subscribe, false to unsubscribe.</summary>
    public bool Subscribes { get; init; }

    public required string Topic { get; init; }

    public required string Callback { get; init; }

    /// <summary>See <see cref="HubSubscription.Domain"/>.</summary>
    public required string Domain { get; init; }

    /// <summary>See <see cref="HubSubscription.Network"/>.</summary>
    public required string Network { get; init; }

    /// <summary>See <see cref="HubSubscription.Client"/>.</summary>
    public required string Client { get; init; }

    public string? Secret { get; init; }

    public int LeaseSeconds { get; init; }

    public DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>The number of failed attempts to reach the callback.</summary>
    public int Failures { get; set; }
}
