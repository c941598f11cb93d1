using System.Text.Json;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>A column of the states, and the kinds of write that include it.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Type">The type in PostgreSQL.</param>
/// <param name="Value">Returns the value of the column.</param>
internal sealed record SourceStateColumn(string Name, string Type, Func<SourceState, object?> Value)
{
    private static readonly SourceStateColumn NewHomes = new("NewHomes", "text", s => JsonSerializer.Serialize(s.NewHomes));

    /// <summary>The columns of a source that was never polled.</summary>
    public static readonly SourceStateColumn[] New =
    [
        new("Url", "text", s => s.Url),
        new("NextCheckAt", "timestamptz", s => s.NextCheckAt),
        new("NextReason", "integer", s => (int)s.NextReason),
        new("DueAt", "timestamptz", s => s.DueAt),
        new("Failures", "integer", s => s.Failures),
        new("LastItems", "integer", s => s.LastItems),
        new("MovedTimes", "integer", s => s.MovedTimes),
        new("SkipHours", "integer", s => s.SkipHours),
        new("SkipDays", "integer", s => s.SkipDays),
        new("SuspectPolls", "integer", s => s.SuspectPolls),
        new("Kind", "integer", s => (int)s.Kind),
        new("NewInDay", "integer", s => s.NewInDay),
        new("LeftOut", "integer", s => s.LeftOut),
        NewHomes,
    ];

    public static readonly SourceStateColumn[] Due =
    [
        new("NextCheckAt", "timestamptz", s => s.NextCheckAt),
        new("NextReason", "integer", s => (int)s.NextReason),
        new("NextPageAt", "timestamptz", s => s.NextPageAt),
        new("DueAt", "timestamptz", s => s.DueAt),
        new("LeaseUntil", "timestamptz", s => s.LeaseUntil),
    ];

    public static readonly SourceStateColumn[] Polled =
    [
        .. Due,
        new("LastCheckAt", "timestamptz", s => s.LastCheckAt),
        new("LastSuccessAt", "timestamptz", s => s.LastSuccessAt),
        new("FirstSuccessAt", "timestamptz", s => s.FirstSuccessAt),
        new("Failures", "integer", s => s.Failures),
        new("LastError", "text", s => s.LastError),
        new("FailingSince", "timestamptz", s => s.FailingSince),
        new("FailingAs", "integer", s => (int?)s.FailingAs),
        new("ETag", "text", s => s.ETag),
        new("LastModified", "text", s => s.LastModified),
        new("AdoptedUrl", "text", s => s.AdoptedUrl),
        new("MovedTo", "text", s => s.MovedTo),
        new("MovedTimes", "integer", s => s.MovedTimes),
        new("AdoptedAt", "timestamptz", s => s.AdoptedAt),
        new("OldAskedAt", "timestamptz", s => s.OldAskedAt),
        new("FeedUrl", "text", s => s.FeedUrl),
        new("Kind", "integer", s => (int)s.Kind),
        new("Baseline", "text", s => s.Baseline),
        new("Suspicion", "text", s => s.Suspicion),
        new("Suspected", "integer", s => (int?)s.Suspected),
        new("SuspectSince", "timestamptz", s => s.SuspectSince),
        new("SuspectPolls", "integer", s => s.SuspectPolls),
        NewHomes,
        new("PushedUntil", "timestamptz", s => s.PushedUntil),
        new("ProbedAt", "timestamptz", s => s.ProbedAt),
    ];
}
