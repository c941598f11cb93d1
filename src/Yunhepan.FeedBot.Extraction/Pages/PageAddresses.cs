using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Reads what the address of an article says about it.</summary>
internal static partial class PageAddresses
{
    private const int FewestJoints = 3;

    private const int ShortestSpelling = 20;

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

    /// <summary>Returns true if the last part of an address spells one of the titles: <c>/how-to-mend-a-lock-gate/</c>.</summary>
    public static bool Spells(Uri url, IEnumerable<string> titles)
    {
        var parts = url.AbsolutePath.TrimEnd('/').Split('/');
        if (parts[^1].Count(c => c is '-' or '_') < FewestJoints || Array.Exists(parts, OfMany.IsMatch))
            return false;
        var name = TextWeight.Bare(Uri.UnescapeDataString(parts[^1]));
        return titles.Any(t => TextWeight.Bare(t) is { Length: >= ShortestSpelling } bare
            && (name.Contains(bare, StringComparison.Ordinal)
                || name.Length >= ShortestSpelling && bare.StartsWith(name, StringComparison.Ordinal)));
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

    /// <summary>Matches a folder of lists, whose name may be long as well.</summary>
    [GeneratedRegex(
        @"^(tags?|categor(y|ies)|topics?|sections?|search|archives?|authors?|themen?|rubrik(en)?|kategorien?|suche|series|collections?)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex OfMany { get; }
}
