using System.Globalization;

namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>
/// Reads dates as machines write them in JSON: the W3C profile of ISO 8601, close variants of it, and Unix time.
/// </summary>
internal static class MachineDate
{
    private static readonly (string Format, DatePrecision Precision)[] Local =
    [
        ("yyyy-M-d H:m:s", DatePrecision.Second), ("yyyy-M-d H:m", DatePrecision.Minute), ("yyyy-M-d", DatePrecision.Day),
        ("yyyy-M", DatePrecision.Month), ("yyyyMMddHHmmss", DatePrecision.Second), ("yyyyMMdd", DatePrecision.Day),
        ("yyyy", DatePrecision.Year),
    ];

    private static readonly string[] WithZone =
    [
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:sszzz", "r",
    ];

    /// <param name="zone">The zone of dates that state none.</param>
    public static ParsedDate? Parse(string? text, TimeZoneInfo zone)
    {
        if (text is null || text.Length > 60)
            return null;

        text = text.Trim();
        if (UnixTime(text) is { } unix)
            return unix;

        var zoned = text.EndsWith('Z') ? string.Concat(text.AsSpan(0, text.Length - 1), "+00:00") : text;
        if (DateTimeOffset.TryParseExact(zoned, WithZone, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact))
            return new ParsedDate(exact, zoned.Count(c => c == ':') >= 3 ? DatePrecision.Second : DatePrecision.Minute);

        var plain = text.Replace('/', '-').Replace('T', ' ');
        if (plain.IndexOf('.', StringComparison.Ordinal) is var dot and > 0)
            plain = plain[..dot];
        foreach (var (format, precision) in Local)
        {
            if (DateTime.TryParseExact(plain, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
                return new ParsedDate(new DateTimeOffset(local, zone.GetUtcOffset(local)), precision);
        }

        return null;
    }

    /// <summary>Reads Unix time in seconds or milliseconds between 2001 and 2096.</summary>
    private static ParsedDate? UnixTime(string text)
    {
        if (text.Length is not (10 or 13) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;

        var milliseconds = text.Length == 13 ? number : number * 1000;
        return milliseconds is < 1_000_000_000_000 or > 4_000_000_000_000
            ? null
            : new ParsedDate(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), DatePrecision.Second);
    }
}
