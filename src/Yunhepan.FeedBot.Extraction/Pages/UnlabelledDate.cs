using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Extraction.Dates;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>The date near a title that no label announces; one that is whole goes before one that counts from the fetch.</summary>
internal sealed partial class UnlabelledDate(PageContext page)
{
    public ParsedDate? Date { get; private set; }

    /// <summary>Counts from the fetch.</summary>
    public bool IsVague { get; private set; }

    public bool IsAtTitle { get; set; }

    /// <returns>Whether it is better than what was kept before.</returns>
    public bool Keep(string text, ParsedDate date)
    {
        var isVague = !IsTold(date) && page.CountsFromFetch(text, date);
        if (Date is not null && (isVague == IsVague ? Date.Value.Precision <= date.Precision : isVague))
            return false;
        (Date, IsVague) = (date, isVague);
        return true;
    }

    /// <summary>The date in a line; what counts from the fetch gives way to a whole one behind it or in a tooltip of it.</summary>
    public bool TryFind(TextLine line, string text, out ParsedDate date, out Range where)
    {
        if (!DateParser.TryFind(text, page.Dates, out date, out where))
            return false;
        if (!page.CountsFromFetch(text[where], date))
            return true;
        // "9 years ago (2016-06-19)".
        if (DateParser.TryFind(text[where.End..], page.Dates, out var stated, out var there) && stated.Precision <= DatePrecision.Day
            && !page.CountsFromFetch(text[where.End..], stated))
            (date, where) = (stated, where.Start..(where.End.Value + there.End.Value));
        else if (Tooltip(line, date) is { } told)
            date = told;
        return true;
    }

    /// <summary>A sheet of a calendar on lines of their own: 2019, 09/07, 19:02.</summary>
    public void TakeSheet(int first, int last)
    {
        var lines = page.Lines.All;
        for (var i = first; i + 1 < last; i++)
        {
            if (!YearAlone.IsMatch(lines[i].Text) || lines[i + 1].Text.Length > 8)
                continue;
            var text = lines[i].Text[..4] + "-" + lines[i + 1].Text.Replace('/', '-');
            if (i + 2 < last && lines[i + 2].Text is { Length: <= 8 } time && time.Contains(':', StringComparison.Ordinal))
                text += " " + time;
            if (DateParser.TryParse(text, page.Dates, out var date) && date.Precision <= DatePrecision.Day)
                Keep(text, date.From(DateEvidence.Shown, null, text));
        }
    }

    /// <summary>"3月14日 09:26" with "2014-03-14 09:26" for whoever points at it.</summary>
    private ParsedDate? Tooltip(TextLine line, ParsedDate shown)
    {
        foreach (var node in line.Nodes)
            if (node.ParentElement?.GetAttribute("title") is { Length: >= 8 and < 40 } title && char.IsAsciiDigit(title[0])
                && DateParser.TryParse(title, page.Dates, out var told) && told.Precision <= DatePrecision.Day
                && told.At.Month == shown.At.Month && told.At.Day == shown.At.Day && !page.CountsFromFetch(title, told))
                return told.CorrectedBy(DateEvidence.NamedElement) with { Precision = told.Precision };
        return null;
    }

    /// <summary>A year that a tooltip told is not counted from the fetch, whatever the text says.</summary>
    private bool IsTold(ParsedDate date) => date.At.Year < page.Dates.FetchedAt.Year - 1;

    [GeneratedRegex(@"^(19|20)\d\d\s*年?$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex YearAlone { get; }
}
