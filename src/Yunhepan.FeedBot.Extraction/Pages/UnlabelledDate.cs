using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Extraction.Dates;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Finds the date near a title that no label announces; an absolute date is preferred to one relative to the fetch.
/// </summary>
internal sealed partial class UnlabelledDate(PageContext page)
{
    private const int LinesOfSheet = 3;

    private const int LongestPart = 12;

    private const int LongestShort = 40;

    public ParsedDate? Date { get; private set; }

    /// <summary>True if the date is relative to the fetch.</summary>
    public bool IsVague { get; private set; }

    /// <summary>The distance from the title; below 0 if the date is above it, and large if the line says much more.</summary>
    public int? LinesBelowTitle { get; set; }

    /// <returns>Whether the date is better than the one kept before.</returns>
    public bool Keep(string text, ParsedDate date)
    {
        var isVague = !IsTold(date) && page.CountsFromFetch(text, date);
        if (Date is not null && (isVague == IsVague ? Date.Value.Precision <= date.Precision : isVague))
            return false;
        (Date, IsVague) = (date, isVague);
        return true;
    }

    /// <summary>
    /// Finds the date in a line; a date relative to the fetch yields to an absolute one after it or in its tooltip.
    /// </summary>
    public bool TryFind(TextLine line, string text, out ParsedDate date, out Range where)
    {
        if (!DateParser.TryFind(text, page.Dates, out date, out where))
            return TryFindShort(line, text, out date, out where);
        if (!page.CountsFromFetch(text[where], date))
            return true;
        // Handles "9 years ago (2016-06-19)".
        if (DateParser.TryFind(text[where.End..], page.Dates, out var stated, out var there) && stated.Precision <= DatePrecision.Day
            && !page.CountsFromFetch(text[where.End..], stated))
            (date, where) = (stated, where.Start..(where.End.Value + there.End.Value));
        else if (Tooltip(line, date) is { } told)
            date = told;
        return true;
    }

    /// <summary>Reads 13-5-14 at the beginning of a short line; elsewhere it is a score.</summary>
    private bool TryFindShort(TextLine line, string text, out ParsedDate date, out Range where)
    {
        (date, where) = (default, default);
        if (!page.Dates.IsChinese || line.Weight > LongestShort || ShortYear.Match(text) is not { Success: true } match)
            return false;
        where = match.Index..(match.Index + match.Length);
        return DateParser.TryParse("20" + match.Groups["day"].Value, page.Dates, out date) && date.At <= page.Dates.FetchedAt.AddDays(1);
    }

    /// <summary>Reads a calendar sheet on one to three lines: 2019, 09/07, 19:02; 14 and 2013/05; 5月, 14, 2013.</summary>
    /// <returns>The lines of the sheet.</returns>
    public IEnumerable<int> TakeSheet(int first, int last)
    {
        var lines = page.Lines.All;
        for (var i = first; i < last; i++)
        {
            var text = string.Empty;
            for (var j = i; j < Math.Min(i + LinesOfSheet, last) && lines[j].Text.Length <= LongestPart && lines[j].Anchors.Count == 0; j++)
            {
                text = j == i ? lines[j].Text : text + " " + lines[j].Text;
                if (Sheet.Match(text) is not { Success: true } sheet)
                    continue;
                var day = $"{sheet.Groups["y"].Value}-{sheet.Groups["m"].Value}-{sheet.Groups["d"].Value}";
                if (j + 1 < last && lines[j + 1].Text is { Length: <= 8 } time && time.Contains(':', StringComparison.Ordinal))
                    day += " " + time;
                if (DateParser.TryParse(day, page.Dates, out var date) && date.Precision <= DatePrecision.Day)
                {
                    Keep(day, date.From(DateEvidence.Shown, null, text));
                    return Enumerable.Range(i, j - i + 1);
                }
            }
        }
        return [];
    }

    /// <summary>Returns the full date of a tooltip: "3月14日 09:26" with the tooltip "2014-03-14 09:26".</summary>
    private ParsedDate? Tooltip(TextLine line, ParsedDate shown)
    {
        foreach (var node in line.Nodes)
            if (node.ParentElement?.GetAttribute("title") is { Length: >= 8 and < 40 } title && char.IsAsciiDigit(title[0])
                && DateParser.TryParse(title, page.Dates, out var told) && told.Precision <= DatePrecision.Day
                && (shown.Precision > DatePrecision.Day || told.At.Month == shown.At.Month && told.At.Day == shown.At.Day)
                    && !page.CountsFromFetch(title, told))
                return told.CorrectedBy(DateEvidence.NamedElement) with { Precision = told.Precision };
        return null;
    }

    /// <summary>Returns true if a tooltip stated the year, so that it is not relative to the fetch.</summary>
    private bool IsTold(ParsedDate date) => date.At.Year < page.Dates.FetchedAt.Year - 1;

    [GeneratedRegex(@"^\W{0,2}(?<day>[0-2]\d-\d{1,2}-\d{1,2})(?=\s|$|[|｜])", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex ShortYear { get; }

    [GeneratedRegex(
        @"^\W*((?<y>(19|20)\d\d)\s*年?\W{1,2}(?<m>\d{1,2})[-/.月]\s*(?<d>\d{1,2})日?"
            + @"|(?<d>\d{1,2})日?\s*\W?\s*(?<y>(19|20)\d\d)\s*[-./年]\s*(?<m>\d{1,2})月?"
            + @"|(?<d>\d{1,2})日?\W{0,2}(?<m>\d{1,2})月\W{0,2}(?<y>(19|20)\d\d)年?"
            + @"|(?<m>\d{1,2})(月\W{0,2}|[-/.])(?<d>\d{1,2})日?\W{1,2}(?<y>(19|20)\d\d)年?)\W*$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Sheet { get; }
}
