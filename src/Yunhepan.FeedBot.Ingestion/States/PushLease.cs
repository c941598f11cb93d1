namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>A confirmed or requested subscription at a hub for the news of a source (WebSub).</summary>
public sealed class PushLease
{
    public required string SourceId { get; init; }

    /// <summary>The unguessable part of the callback's address.</summary>
    public required string Token { get; init; }

    /// <summary>The secret with which the hub signs its deliveries.</summary>
    public required string Secret { get; init; }

    public required string Hub { get; set; }

    /// <summary>The topic by which the hub knows the source.</summary>
    public required string Topic { get; set; }

    /// <summary>The end of the confirmed subscription; null if it is not or no longer confirmed.</summary>
    public DateTimeOffset? ActiveUntil { get; set; }

    /// <summary>When the hub is asked next.</summary>
    public DateTimeOffset NextAskAt { get; set; }

    /// <summary>The number of consecutive requests that the hub did not confirm.</summary>
    public int Failures { get; set; }

    public DateTimeOffset? LastPushAt { get; set; }

    public string? LastError { get; set; }
}
