using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>What became of one alert, over all chats.</summary>
public sealed record AlertAccount
{
    public required long Revision { get; init; }

    public required AlertKind Kind { get; init; }

    /// <summary>In a word: its kind, or <c>Restored</c>.</summary>
    public required string What { get; init; }

    public required Priority Priority { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>Null when the article is gone.</summary>
    public required string? Title { get; init; }

    /// <summary>Receipts by outcome.</summary>
    public required IReadOnlyDictionary<DeliveryOutcome, int> Outcomes { get; init; }

    /// <summary>Deliveries that wait, by what for.</summary>
    public required IReadOnlyDictionary<HoldKind, int> Waiting { get; init; }

    /// <summary>Lanes that have not walked its audience to the end.</summary>
    public required int OpenLanes { get; init; }

    /// <summary>
    /// Chats that have wanted it since before it was raised, and have neither receipt nor waiting delivery although the
    /// walk is over, and were neither closed nor stopped then. Chats that changed their subscriptions since may be among them.
    /// </summary>
    public required IReadOnlyList<long> Missing { get; init; }

    public int Sent => Outcomes.GetValueOrDefault(DeliveryOutcome.Sent) + Outcomes.GetValueOrDefault(DeliveryOutcome.Digested);
}

/// <summary>The account of an interval: each alert raised in it, and what was logged in it and raised none.</summary>
public sealed record AuditReport(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<AlertAccount> Alerts)
{
    /// <summary>Revisions that were to alert, without an alert.</summary>
    public IReadOnlyList<UnraisedRevision> Unraised { get; init; } = [];

    /// <summary>
    /// Every revision that was to alert has an alert or a reason, and every delivery that was due has a receipt, or waits and
    /// is known to.
    /// </summary>
    public bool IsBalanced => Alerts.All(a => a.Missing.Count == 0) && Unraised.All(u => u.Because != UnraisedBecause.Unknown);
}
