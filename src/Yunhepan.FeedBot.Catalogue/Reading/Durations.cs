using System.Globalization;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Reads and writes time spans as people write them: <c>15m</c>, <c>1h30m</c>, <c>00:15:00</c>.</summary>
public static partial class Durations
{
    public const string Expected = "a span such as \"15m\", \"1h30m\", \"1d\" or \"00:15:00\"";

    [GeneratedRegex(
        @"^(?:(?<d>[0-9]{1,4})d)?(?:(?<h>[0-9]{1,5})h)?(?:(?<m>[0-9]{1,6})m)?(?:(?<s>[0-9]{1,7})s)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts { get; }

    public static TimeSpan? Parse(string text)
    {
        var compact = text.Replace(" ", "", StringComparison.Ordinal);
        if (compact.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParseExact(compact, "c", CultureInfo.InvariantCulture, out var span) ? span : null;

        var match = Parts.Match(compact);
        if (!match.Success || compact.Length == 0)
            return null;

        return TimeSpan.FromDays(Number("d")) + TimeSpan.FromHours(Number("h"))
            + TimeSpan.FromMinutes(Number("m")) + TimeSpan.FromSeconds(Number("s"));

        int Number(string unit) =>
            match.Groups[unit].Success ? int.Parse(match.Groups[unit].ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Returns the shortest spelling that <see cref="Parse"/> reads.</summary>
    public static string Write(TimeSpan span)
    {
        var text = string.Concat(
            span.Days > 0 ? $"{span.Days}d" : "",
            span.Hours > 0 ? $"{span.Hours}h" : "",
            span.Minutes > 0 ? $"{span.Minutes}m" : "",
            span.Seconds > 0 ? $"{span.Seconds}s" : "");
        return text.Length == 0 ? "0s" : text;
    }
}
