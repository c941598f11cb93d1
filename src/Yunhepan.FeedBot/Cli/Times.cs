using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Cli;

/// <summary>
/// Formats times for all commands as RFC 3339, in UTC as in the log (<c>check</c>: in the time zone of the site), and parses times as
/// people type them.
/// </summary>
internal static partial class Times
{
    /// <summary>The accepted forms of a time, for help and errors.</summary>
    public const string Expected = "yesterday, today, 2h, 3d, 2026-11-28, \"2026-11-28 14:00\" or 2026-11-28T14:00:00Z";

    public static string Write(DateTimeOffset at) => new ShownTime(at).ToString();

    /// <summary>A time by the clocks of a zone, which is named once, by <see cref="ZoneLine"/>.</summary>
    public static string Write(DateTimeOffset at, TimeZoneInfo zone) => new ShownTime(at).In(zone);

    /// <summary>Says in which time zone a table shows its times.</summary>
    public static string ZoneLine(TimeZoneInfo zone) => $"Times are those of {zone.Id}, the time zone of the site.";

    /// <summary>Parses a time. Days begin at midnight in the machine's time zone; "2h" and "3d" count back from now.</summary>
    /// <returns>The time; null if the text is not a time.</returns>
    public static DateTimeOffset? Parse(string text, DateTimeOffset now, TimeZoneInfo zone)
    {
        text = text.Trim().ToLowerInvariant();
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        switch (text)
        {
            case "now": return now;
            case "today": return At(today, zone);
            case "yesterday": return At(today.AddDays(-1), zone);
        }

        if (Back.Match(text) is { Success: true } back
            && int.TryParse(back.Groups["n"].ValueSpan, CultureInfo.InvariantCulture, out var count))
        {
            return now - back.Groups["unit"].Value switch
            {
                "m" => TimeSpan.FromMinutes(count),
                "h" => TimeSpan.FromHours(count),
                "w" => TimeSpan.FromDays(7L * count),
                _ => TimeSpan.FromDays(count),
            };
        }

        if (DateTime.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var local))
            return At(local, zone);
        return text.Length > 10
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var stated) ? stated : null;
    }

    /// <summary>Parses the value of an option that takes a time; the error lists the accepted forms.</summary>
    public static DateTimeOffset? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        var parsed = Parse(text, TimeProvider.System.GetUtcNow(), TimeZoneInfo.Local);
        if (parsed is null)
            result.AddError($"\"{text}\" is not a time; write {Expected}");
        return parsed;
    }

    private static DateTimeOffset At(DateTime local, TimeZoneInfo zone) => new(local, zone.GetUtcOffset(local));

    [GeneratedRegex("^(?<n>[0-9]{1,5})\\s*(?<unit>m|h|d|w)(in(ute)?|our|ay|eek)?s?(\\s*ago)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Back { get; }
}
