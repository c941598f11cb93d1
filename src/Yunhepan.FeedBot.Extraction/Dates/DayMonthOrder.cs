using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>
/// Finds the order of day and month in dates like 5/6/2024 from the other dates of the same document: 15/10/2024 can be read in
/// only one way, and a document uses one order. If no date proves it, the country of the address may.
/// </summary>
internal static partial class DayMonthOrder
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] DayFirstCountries = [".uk", ".ie", ".au", ".nz", ".in", ".za", ".hk", ".sg"];

    /// <summary>Returns true for day first, false for month first, and null if there is no evidence.</summary>
    public static bool? Find(IEnumerable<string> lines, Uri? address)
    {
        bool isDayFirst = false, isMonthFirst = false;
        var open = new HashSet<(int First, int Second, string Year)>();
        var all = lines as IReadOnlyCollection<string> ?? [.. lines];
        foreach (var line in all)
        {
            if (!line.Contains('/', StringComparison.Ordinal))
                continue;
            foreach (Match match in Triple.Matches(line))
            {
                var (first, second) = (int.Parse(match.Groups["a"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture),
                    int.Parse(match.Groups["b"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));
                isDayFirst |= first is > 12 and <= 31 && second is >= 1 and <= 12;
                isMonthFirst |= second is > 12 and <= 31 && first is >= 1 and <= 12;
                if (first is >= 1 and <= 12 && second is >= 1 and <= 12 && first != second)
                    open.Add((first, second, match.Groups["y"].Value));
            }
        }

        if (isDayFirst != isMonthFirst)
            return isDayFirst;
        if (isDayFirst)
            return null;
        if (open.Count > 0 && Spelled(open, [.. all, address?.AbsolutePath ?? string.Empty]) is { } told)
            return told;
        return address is not null && (DayFirstCountries.Any(c => address.Host.EndsWith(c, StringComparison.OrdinalIgnoreCase))
            || DayFirstEdition.IsMatch(address.AbsolutePath)) ? true : null;
    }

    /// <summary>Finds a reading of one of the dates that is spelled out elsewhere: 3 October 2023 proves 03/10/2023.</summary>
    private static bool? Spelled(HashSet<(int First, int Second, string Year)> open, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            foreach (Match match in SpelledOut.Matches(line))
            {
                var day = int.Parse(match.Groups["d"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
                var month = Array.IndexOf(Months, match.Groups["m"].Value[..3].ToLowerInvariant()) + 1;
                if (open.Contains((day, month, match.Groups["y"].Value)))
                    return true;
                if (open.Contains((month, day, match.Groups["y"].Value)))
                    return false;
            }
        return null;
    }

    /// <summary>Matches the English edition of a country in an address: /en-gb/.</summary>
    [GeneratedRegex("/en[-_](gb|uk|ie|au|nz|in|za)(/|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex DayFirstEdition { get; }

    [GeneratedRegex(
        @"(?<!\d)(?<d>\d{1,2})(st|nd|rd|th)?[\s-]+(?<m>" + MonthWord + @")\.?,?[\s-]+(?<y>(19|20)\d\d)"
            + @"|\b(?<m>" + MonthWord + @")\.?\s+(?<d>\d{1,2})(st|nd|rd|th)?,?\s+(?<y>(19|20)\d\d)"
            + @"|/(?<y>(19|20)\d\d)/(?<m>" + MonthWord + @")/(?<d>\d{1,2})(?!\d)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex SpelledOut { get; }

    private const string MonthWord = "(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}";

    [GeneratedRegex(@"(?<![\d/])(?<a>\d{1,2})/(?<b>\d{1,2})/(?<y>(19|20)\d\d)(?![\d/])", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Triple { get; }
}
