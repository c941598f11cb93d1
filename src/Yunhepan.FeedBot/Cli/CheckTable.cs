using System.Globalization;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Prints the table of <c>check</c>.</summary>
internal static class CheckTable
{
    public static string Format(IReadOnlyList<CheckRow> rows, TimeZoneInfo zone) =>
        TextTable.Format(["SOURCE", "KIND", "FOUND", "DATED", "NEWEST", "FULL TEXT", "REMARKS"], rows.Select(row => Cells(row, zone)))
        + (rows.Any(r => r.Newest is not null) ? "\n" + Times.ZoneLine(zone) : "");

    private static string[] Cells(CheckRow row, TimeZoneInfo zone) =>
    [
        row.Source,
        row.Kind ?? "-",
        row.Error is null ? row.Found.ToString(CultureInfo.InvariantCulture) : "-",
        row.Error is null ? row.Dated.ToString(CultureInfo.InvariantCulture) : "-",
        row.Newest is { } newest ? Times.Write(newest, zone) : "-",
        row.FullText ?? "-",
        row.Error is { } error ? "FAILED: " + error : string.Join(", ", row.Warnings),
    ];
}
