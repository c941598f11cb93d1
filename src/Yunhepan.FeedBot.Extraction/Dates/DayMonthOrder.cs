using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>
/// Finds the order of day and month in dates like 5/6/2024 from the other dates of the same document: 15/10/2024 can be read in
/// only one way, and a document uses one order. If no date proves it, the country of the address may.
/// </summary>
internal static partial class DayMonthOrder
{
    private static readonly string[] DayFirstCountries = [".uk", ".ie", ".au", ".nz", ".in", ".za", ".hk", ".sg"];

    /// <summary>Returns true for day first, false for month first, and null if there is no evidence.</summary>
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
