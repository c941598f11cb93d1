using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>The deliveries of one alert, over all chats.</summary>
public sealed record AlertAccount
{
    public required long Revision { get; init; }

    public required AlertKind Kind { get; init; }

    /// <summary>In a word: its kind, or <c>Restored</c>.</summary>
    public required string What { get; init; }

    public required Priority Priority { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>The title of the article; null if it no longer exists.</summary>
    public required string? Title { get; init; }

    /// <summary>The receipts by outcome.</summary>
    public required IReadOnlyDictionary<DeliveryOutcome, int> Outcomes { get; init; }

    /// <summary>The waiting deliveries by reason.</summary>
    public required IReadOnlyDictionary<HoldKind, int> Waiting { get; init; }

    /// <summary>The number of lanes whose fan-out is not complete.</summary>
    public required int OpenLanes { get; init; }

    /// <summary>
    /// Chats that subscribed before the alert was raised and have neither a receipt nor a waiting delivery although the fan-out
    /// is complete, and that were neither closed nor stopped. Chats that changed their subscriptions since may be among them.
    /// </summary>
    public required IReadOnlyList<long> Missing { get; init; }

    public int Sent => Outcomes.GetValueOrDefault(DeliveryOutcome.Sent) + Outcomes.GetValueOrDefault(DeliveryOutcome.Digested);
}

/// <summary>The result for an interval: each alert raised in it, and the revisions logged in it without an alert.</summary>
public sealed record AuditReport(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<AlertAccount> Alerts)
{
    /// <summary>Alerting revisions without an alert.</summary>
    public IReadOnlyList<UnraisedRevision> Unraised { get; init; } = [];

    /// <summary>
    /// True if every alerting revision has an alert or a known reason, and every due delivery has a receipt or a recorded wait.
    /// </summary>
    public bool IsBalanced => Alerts.All(a => a.Missing.Count == 0) && Unraised.All(u => u.Because != UnraisedBecause.Unknown);
}
