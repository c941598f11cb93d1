using Yunhepan.FeedBot.Ingestion.Health;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Prints the table of <c>check --health</c>: the service's own state of its sources.</summary>
internal static class HealthTable
{
    public static string Format(IReadOnlyList<SourceHealth> rows) => TextTable.Format(
        ["SOURCE", "STATE", "LAST SUCCESS", "LAST NEW", "NEXT DUE", "BECAUSE", "REMARKS"], rows.Select(Cells));

    private static string[] Cells(SourceHealth row) =>
    [
        row.SourceId,
        row.Failures > 1 ? $"{Word(row.Condition)} ({row.Failures})" : Word(row.Condition),
        Time(row.LastSuccessAt),
        Time(row.LastNewArticleAt),
        row.Condition == SourceCondition.Disabled
            ? "-" : row.NextCheckAt is null && row.Condition == SourceCondition.Stopped ? "never" : Time(row.NextCheckAt),
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

    private static string Time(DateTimeOffset? at) => at is { } known ? Times.Write(known) : "-";
}
