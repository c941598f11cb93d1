using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>
/// The order of day and month in dates like 5/6/2024, as the other dates of the same document prove it: 15/10/2024 can only be read one
/// way, and one document is written in one order. Where none proves it, the country of the address may tell.
/// </summary>
internal static partial class DayMonthOrder
{
    private static readonly string[] DayFirstCountries = [".uk", ".ie", ".au", ".nz", ".in", ".za", ".hk", ".sg"];

    /// <summary>True for day first, false for month first, null where nothing tells.</summary>
    public static bool? Find(IEnumerable<string> lines, Uri? address)
    {
        bool isDayFirst = false, isMonthFirst = false;
        foreach (var line in lines)
        {
            if (!line.Contains('/', StringComparison.Ordinal))
                continue;
            foreach (Match match in Triple.Matches(line))
            {
                var (first, second) = (int.Parse(match.Groups["a"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture),
                    int.Parse(match.Groups["b"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));
                isDayFirst |= first is > 12 and <= 31 && second is >= 1 and <= 12;
                isMonthFirst |= second is > 12 and <= 31 && first is >= 1 and <= 12;
            }
        }

        if (isDayFirst != isMonthFirst)
            return isDayFirst;
        var host = address?.Host ?? string.Empty;
        return !isDayFirst && DayFirstCountries.Any(c => host.EndsWith(c, StringComparison.OrdinalIgnoreCase)) ? true : null;
    }

    [GeneratedRegex(@"(?<![\d/])(?<a>\d{1,2})/(?<b>\d{1,2})/(19|20)\d\d(?![\d/])", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Triple { get; }
}
