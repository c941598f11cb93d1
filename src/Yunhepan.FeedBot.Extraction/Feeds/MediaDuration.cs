using System.Globalization;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Reads the duration of audio or video as feeds write it.</summary>
internal static partial class MediaDuration
{
    /// <summary>Reads seconds, mm:ss, hh:mm:ss, 1h 2m 3s, 62 min and PT1H2M3S.</summary>
    public static TimeSpan? Read(string? written)
    {
        var text = (written ?? string.Empty).Trim();
        var seconds = Clock(text) ?? Units(text);
        return seconds is > 0 and < 1e7 ? TimeSpan.FromSeconds(seconds.Value) : null;
    }

    private static double? Clock(string text)
    {
        var parts = text.Split(':');
        if (parts.Length > 3)
            return null;
        double seconds = 0;
        foreach (var part in parts)
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
                return null;
            seconds = (seconds * 60) + value;
        }

        return seconds;
    }

    private static double? Units(string text)
    {
        if (text.Length is 0 or > 40 || Spoken.Match(text) is not { Success: true } match)
            return null;
        double Number(string unit) => match.Groups[unit] is { Success: true, ValueSpan: var digits }
            ? double.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;
        return (Number("h") * 3600) + (Number("m") * 60) + Number("s");
    }

    [GeneratedRegex(
        @"^(PT(?=\d))?((?<h>\d{1,3})\s*(h|hr|hrs|hours?)[ ,]*)?((?<m>\d{1,4})\s*(m|min|mins|minutes?)[ ,]*)?((?<s>\d{1,6}(\.\d+)?)\s*(s"
            + @"|sec|secs|seconds?))?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spoken { get; }
}
