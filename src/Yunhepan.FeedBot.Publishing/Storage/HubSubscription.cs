namespace Yunhepan.FeedBot.Publishing.Storage;

/// <summary>Somebody who is told when a feed changes: verified, and for a time.</summary>
public sealed class HubSubscription
{
    public long Id { get; init; }

    /// <summary>Address of the feed, as it states it itself.</summary>
    public required string Topic { get; init; }

    /// <summary>Where its contents go.</summary>
    public required string Callback { get; init; }

    /// <summary>Who answers for the callback's host: quotas and places are counted by it.</summary>
    public required string Domain { get; init; }

    /// <summary>
    /// Where the callback led when it was last asked for, and the domain where that was not known: they are counted by it too.
    /// </summary>
    public required string Network { get; set; }

    /// <summary>Who asked for it: counted as well, and has its turn beside the others. Empty for whom no limits hold.</summary>
    public required string Client { get; set; }

    /// <summary>Key of the signature; null when none was given.</summary>
    public string? Secret { get; set; }

    /// <summary>It ends here unless it is renewed.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Validator of the contents it has: what differs is to be delivered. The truth survives any restart.</summary>
    public required string DeliveredTag { get; set; }

    /// <summary>
    /// When delivery may be tried; a worker that tries moves it ahead first. Null when nothing is due: it had all that its
    /// feed held when the two were compared last.
    /// </summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Consecutive deliveries that failed; one that was taken, but slowly, counts as the first.</summary>
    public int Failures { get; set; }
}

/// <summary>A request to subscribe or to unsubscribe that its callback has yet to confirm.</summary>
public sealed class HubRequest
{
    public long Id { get; init; }

    /// <summary>True to subscribe, false to unsubscribe.</summary>
    public bool Subscribes { get; init; }

    public required string Topic { get; init; }

    public required string Callback { get; init; }

    /// <summary>As in <see cref="HubSubscription.Domain"/>.</summary>
    public required string Domain { get; init; }

    /// <summary>As in <see cref="HubSubscription.Network"/>.</summary>
    public required string Network { get; init; }

    /// <summary>As in <see cref="HubSubscription.Client"/>.</summary>
    public required string Client { get; init; }

    public string? Secret { get; init; }

    public int LeaseSeconds { get; init; }

    public DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>Attempts to reach the callback that failed.</summary>
    public int Failures { get; set; }
}
