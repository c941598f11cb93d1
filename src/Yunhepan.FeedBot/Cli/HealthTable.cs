using Yunhepan.FeedBot.Ingestion.Health;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Prints the table of <c>check --health</c>: the service's own state of its sources.</summary>
internal static class HealthTable
{
    public static string Format(IReadOnlyList<SourceHealth> rows, TimeZoneInfo zone) => TextTable.Format(
        ["SOURCE", "STATE", "LAST SUCCESS", "LAST NEW", "NEXT DUE", "BECAUSE", "REMARKS"], rows.Select(row => Cells(row, zone)))
        + (rows.Count > 0 ? "\n" + Times.ZoneLine(zone) : "");

    private static string[] Cells(SourceHealth row, TimeZoneInfo zone) =>
    [
        row.SourceId,
        row.Failures > 1 ? $"{Word(row.Condition)} ({row.Failures})" : Word(row.Condition),
        Time(row.LastSuccessAt, zone),
        Time(row.LastNewArticleAt, zone),
        row.Condition == SourceCondition.Disabled
            ? "-" : row.NextCheckAt is null && row.Condition == SourceCondition.Stopped ? "never" : Time(row.NextCheckAt, zone),
        row.Condition is SourceCondition.Disabled ? "-" : Word(row.NextReason),
        string.Join("; ", row.Remarks),
    ];

    private static string Word(SourceCondition condition) => condition.ToString().ToLowerInvariant();

    private static string Word(DueReason reason) => reason switch
    {
        DueReason.First => "first poll",
        DueReason.Interval => "every",
        DueReason.Cron => "cron",
        DueReason.Rhythm => "its rhythm",
        DueReason.MaxAge => "max-age",
        DueReason.TimeToLive => "ttl",
        DueReason.SkipTime => "skipHours",
        DueReason.RetryAfter => "Retry-After",
        DueReason.BackOff => "back-off",
        DueReason.Gone => "410",
        DueReason.CronEnded => "cron has ended",
        DueReason.Pushed => "its hub tells",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No text is defined for this reason."),
    };

    private static string Time(DateTimeOffset? at, TimeZoneInfo zone) => at is { } known ? Times.Write(known, zone) : "-";
}
