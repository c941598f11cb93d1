namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Which node sends for an account, and the number that fences off everyone before it.</summary>
public sealed class LaneOwner
{
    public required string Platform { get; init; }

    public required string Account { get; init; }

    /// <summary>The process that has it; null when it was given back.</summary>
    public string? Owner { get; set; }

    /// <summary>One more at each change of hands; who holds an older one must not send.</summary>
    public long Epoch { get; set; }

    /// <summary>One more with each sign of life: when it stands still, the owner is gone.</summary>
    public long Beat { get; set; }

    /// <summary>The platform asked the whole account to wait until then.</summary>
    public DateTimeOffset? ParkedUntil { get; set; }
}
