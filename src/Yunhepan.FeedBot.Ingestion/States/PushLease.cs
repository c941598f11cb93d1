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

    /// <summary>The hub has verified us, and until then it tells us; null: not yet, or no more.</summary>
    public DateTimeOffset? ActiveUntil { get; set; }

    /// <summary>When we ask the hub (again).</summary>
    public DateTimeOffset NextAskAt { get; set; }

    /// <summary>Asked in vain so often in a row.</summary>
    public int Failures { get; set; }

    public DateTimeOffset? LastPushAt { get; set; }

    public string? LastError { get; set; }
}
