using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Reads what the address of an article says about it.</summary>
internal static partial class PageAddresses
{
    /// <summary>
    /// Returns the date in <c>/2011/1103/1520.html</c>, <c>/20111103/</c>, <c>/2011-11/03/</c>, <c>t20111103_15.html</c> and
    /// <c>/11/1103/16/</c>.
    /// </summary>
    public static DateOnly? DayIn(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? address : address[..query];
        if (path.IndexOf('/', Math.Min(8, path.Length)) is var slash and > 0)
            path = path[slash..];
        return Day(LongYear.Match(path), 0) ?? Day(ShortYear.Match(path), 2000);
    }

    private static DateOnly? Day(Match match, int century)
    {
        if (!match.Success)
            return null;
        var (year, month, day) = (Number(match, "y") + century, Number(match, "m"), Number(match, "d"));
        return day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?<!\d)(?<y>199\d|20[0-4]\d)[-/_.]?(?<m>0[1-9]|1[0-2]|[1-9](?=[-/_.]))[-/_.]?(?<d>0[1-9]|[12]\d|3[01]"
            + @"|[1-9](?=[-/_.]))(?!\d(?!\d{3}(\d\d)?(?!\d)))",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex LongYear { get; }

    [GeneratedRegex(@"/(?<y>[0-3]\d)[/-]?(?<m>0[1-9]|1[0-2])[/-]?(?<d>0[1-9]|[12]\d|3[01])/", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex ShortYear { get; }
}
