namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>The node that sends for an account, and the number that excludes all previous owners.</summary>
public sealed class LaneOwner
{
    public required string Platform { get; init; }

    public required string Account { get; init; }

    /// <summary>The process that owns the lane; null after it was released.</summary>
    public string? Owner { get; set; }

    /// <summary>Increases at each change of owner; an owner with an older number must not send.</summary>
    public long Epoch { get; set; }

    /// <summary>Increases with each heartbeat; when it stops, the owner is gone.</summary>
    public long Beat { get; set; }

    /// <summary>The time until which the platform asked the whole account to wait.</summary>
    public DateTimeOffset? ParkedUntil { get; set; }
}
