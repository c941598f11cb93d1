namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>A hub's promise to tell us of a source's news (WebSub).</summary>
public sealed class PushLease
{
    public required string SourceId { get; init; }

    /// <summary>Unguessable part of the callback's address.</summary>
    public required string Token { get; init; }

    /// <summary>Signs what the hub sends.</summary>
    public required string Secret { get; init; }

    public required string Hub { get; set; }

    /// <summary>What the hub knows the source by.</summary>
    public required string Topic { get; set; }

    /// <summary>End of the time for which the hub has promised to tell us; null when it has not, or no longer does.</summary>
    public DateTimeOffset? ActiveUntil { get; set; }

    /// <summary>When the hub is asked next.</summary>
    public DateTimeOffset NextAskAt { get; set; }

    /// <summary>Number of consecutive requests that the hub did not confirm.</summary>
    public int Failures { get; set; }

    public DateTimeOffset? LastPushAt { get; set; }

    public string? LastError { get; set; }
}
