using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Extraction.Dates;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Finds the date that a list shows for an item: next to it, above its group, or in its address.</summary>
/// <param name="page">The list page.</param>
internal sealed partial class ItemDates(PageContext page)
{
    private const int MostLines = 60;

    private readonly IReadOnlyList<TextLine> _lines = page.Lines.All;

    private readonly Dictionary<int, ShownDate?> _known = [];

    private int[] _starts = [];

    private List<(int Line, ShownDate Date)>? _headings;

    private bool _isOneForEach;

    /// <summary>
    /// Dates every link of the groups; <paramref name="starts"/> holds the number of items that begin before each line.
    /// </summary>
    public void FindAll(IEnumerable<LinkGroup> groups, int[] starts)
    {
        _starts = starts;
        _headings = null;
        foreach (var link in groups.SelectMany(g => g.Links))
        {
            var shown = Beside(link) ?? Below(link);
            link.IsDated = shown is not null;
            var evidence = DateEvidence.ListEntry;
            if (shown is null && Above(link.Line) is { } above)
                (shown, link.IsDated, evidence) = (above, _isOneForEach, DateEvidence.ListHeading);
            link.Date = Anchored(shown, PageAddresses.DayIn(link.Url), evidence, link.Url);
        }
    }

    /// <summary>Finds the date in the smallest element around the link that shows one and holds no other item.</summary>
    private ShownDate? Beside(LinkCandidate link)
    {
        if (In(link.Line, link) is { } own)
            return own;
        var seen = link.Line..(link.Line + 1);
        // In a definition list the date above each entry belongs to that entry.
        if (Headings().Count > 0 && _isOneForEach)
            return null;
        for (var node = link.Anchor.ParentElement; node is not null and not { LocalName: "body" or "html" }; node = node.ParentElement)
        {
            var range = page.Lines.RangeOf(node);
            var (start, end) = (range.Start.Value, range.End.Value);
            if (end - start > MostLines || end > 0 && _starts[end] - _starts[start] > 1)
                return null;
            for (var i = start; i < end; i++)
                if ((i < seen.Start.Value || i >= seen.End.Value) && (In(i, link) ?? Sheet(i, end)) is { } date)
                    return date;
            if (node.LocalName is "li" or "article" or "tr" or "dl"
                && node.QuerySelector("time[datetime]")?.GetAttribute("datetime") is { Length: > 7 and < 40 } machine
                && Parse(machine) is { } told)
                return new ShownDate(told, true, machine);
            seen = end > start ? range : seen;
        }
        return null;
    }

    /// <summary>Finds the date between a link and the next item, as in definition lists and bare lines.</summary>
    private ShownDate? Below(LinkCandidate link)
    {
        if (Headings().Count > 0)
            return null;
        for (var i = link.Line + 1; i < Math.Min(link.Line + 4, _lines.Count) && _starts[i + 1] == _starts[link.Line + 1]; i++)
            if (In(i, link) is { } date)
                return date;
        return null;
    }

    private ShownDate? In(int line, LinkCandidate link)
    {
        if (line == link.Line)
            return Told(line)
                ?? Written(line, _lines[line].Text.Replace(PlainText.InlineFromNode(link.Anchor), " ", StringComparison.Ordinal));
        if (!_known.TryGetValue(line, out var date))
            _known[line] = date = Told(line) ?? Written(line, _lines[line].Text);
        return date;
    }

    /// <summary>Reads a date in the form of a calendar sheet on two lines: 20 above 2024-10.</summary>
    private ShownDate? Sheet(int line, int end) =>
        line + 1 < end && _lines[line].Text.Length <= 8 && _lines[line + 1].Text.Length <= 12
            ? CalendarSheet(_lines[line].Text + " " + _lines[line + 1].Text) : null;

    /// <summary>Reads a calendar sheet with the day above year and month, or the other way round.</summary>
    private ShownDate? CalendarSheet(string text) =>
        DayAndMonth.Match(text) is { Success: true } sheet
        && Parse($"{sheet.Groups["y"].Value}-{sheet.Groups["m"].Value}-{sheet.Groups["d"].Value}") is { } date
            ? new ShownDate(date, true, text) : null;

    private ShownDate? Written(int line, string text)
    {
        if (text.Length is < 3 or > 160 || _lines[line].Weight > 200 || text.Length > 40 && !text.Any(char.IsDigit))
            return null;
        if (CalendarSheet(text) is { } sheet)
            return sheet;
        if (!DateParser.TryFind(text, page.Dates, out var date, out var where) || date.Precision > DatePrecision.Day)
            return null;
        // A date within a sentence is another date.
        var isTold = _lines[line].IsProse && (where.Start.Value > 30 || !Year.IsMatch(text[where]));
        return isTold ? null : new ShownDate(date, Year.IsMatch(text), text[where]);
    }

    /// <summary>Returns the date in the markup, or the full date of a tooltip where the text says "3 days ago".</summary>
    private ShownDate? Told(int line)
    {
        if (_lines[line].Nodes.Count > 12)
            return null;
        foreach (var text in _lines[line].Nodes)
        {
            if (text.ParentElement is not { LocalName: not "a" } element)
                continue;
            var stated = element.LocalName == "time" ? element.GetAttribute("datetime") : null;
            stated ??= element.GetAttribute("title");
            if (stated is { Length: >= 8 and < 40 } && char.IsDigit(stated[0]) && Year.IsMatch(stated) && Parse(stated) is { } date)
                return new ShownDate(date, true, stated);
        }
        return null;
    }

    private ShownDate? Above(int line)
    {
        var headings = Headings();
        for (var i = headings.Count - 1; i >= 0; i--)
            if (headings[i].Line < line)
                return _starts[line] - _starts[headings[i].Line] <= 60 ? headings[i].Date : null;
        return null;
    }

    /// <summary>Returns the lines that hold only a date and head several items: the days of a list.</summary>
    private List<(int Line, ShownDate Date)> Headings()
    {
        if (_headings is not null)
            return _headings;
        var alone = new List<(int Line, ShownDate Date)>();
        for (var i = 0; i < _lines.Count; i++)
            if (_lines[i] is { Weight: >= 5 and <= 40, Zone: Zone.Main, Anchors.Count: 0 } line && Alone(line.Text) is { } date)
                alone.Add((i, date));
        var under = alone.Select((d, i) => _starts[i + 1 < alone.Count ? alone[i + 1].Line : _lines.Count] - _starts[d.Line]).ToList();
        // The first must be above items as well: a date under each title belongs to that title.
        var areHeadings = alone.Count >= 2 && under.SkipLast(1).Sum() >= 1.5 * (alone.Count - 1)
            && under.SkipLast(1).Count(n => n > 0) * 2 > alone.Count - 1;
        _isOneForEach = !areHeadings && StandAboveOneEach(alone, under);
        return _headings = areHeadings || _isOneForEach ? alone : [];
    }

    /// <summary>
    /// Returns true if a date precedes each entry, in a definition list, in pairs of rows, or on bare lines: an item follows each
    /// date, including the last, and none comes right before the first.
    /// </summary>
    private bool StandAboveOneEach(List<(int Line, ShownDate Date)> dates, List<int> under)
    {
        if (dates.Count < 3 || under.Count(n => n == 1) * 10 < under.Count * 8)
            return false;
        var (first, last) = (dates[0].Line, dates[^1].Line);
        var follows = _starts[Math.Min(last + 3, _lines.Count)] - _starts[last] > 0;
        var precedes = _starts[first] - _starts[Math.Max(first - 2, 0)] > 0;
        return follows && !precedes;
    }

    private ShownDate? Alone(string text) =>
        (text.AsSpan().ContainsAnyInRange('0', '9') || !System.Text.Ascii.IsValid(text)) && MonthAndDay.IsMatch(text)
        && DateParser.TryFind(text, page.Dates, out var date, out var where)
            && date.Precision == DatePrecision.Day
        && TextWeight.Measure(text.AsSpan(0, where.Start.Value)) + TextWeight.Measure(text.AsSpan(where.End.Value)) <= 12
            ? new ShownDate(date, Year.IsMatch(text), text[where]) : null;

    /// <summary>Replaces a date without a year, or relative to now, with the day in the item's address.</summary>
    private static ParsedDate? Anchored(ShownDate? shown, DateOnly? address, DateEvidence evidence, string url)
    {
        if (shown is not { } known)
            return address is { } stated
                ? new ParsedDate(new DateTimeOffset(stated.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), DatePrecision.Day)
                    .From(DateEvidence.Address, null, url)
                : null;
        var told = known.Date.From(evidence, null, known.Written);
        if (address is not { } day || known.HasYear)
            return told;
        var local = known.Date.At;
        var isSame = local.Month == day.Month && Math.Abs(local.Day - day.Day) <= 1;
        return new ParsedDate(
            new DateTimeOffset(
                isSame ? day.ToDateTime(TimeOnly.FromTimeSpan(local.TimeOfDay)).AddDays(local.Day - day.Day)
                : day.ToDateTime(TimeOnly.MinValue), local.Offset),
            isSame ? known.Date.Precision : DatePrecision.Day) { Origin = told.CorrectedBy(DateEvidence.Address).Origin };
    }

    private ParsedDate? Parse(string text) =>
        DateParser.TryParse(text, page.Dates, out var date) && date.Precision <= DatePrecision.Day ? date : null;

    private readonly record struct ShownDate(ParsedDate Date, bool HasYear, string Written);

    [GeneratedRegex(
        @"^\W*((?<d>\d{1,2})\W+(?<y>(19|20)\d\d)\s*[-./年]\s*(?<m>\d{1,2})\s*月?|(?<y>(19"
            + @"|20)\d\d)\s*[-./年]\s*(?<m>\d{1,2})\s*月?\s+(?<d>\d{1,2}))\W*$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex DayAndMonth { get; }

    [GeneratedRegex(@"\d\s*[-/.月]\s*\d|\p{L}{3,}\.?\s+\d|\d\.?\s+\p{L}{3,}(?<!ago)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex MonthAndDay { get; }

    [GeneratedRegex(@"(?<!\d)(19|20)\d\d(?!\d)|[〇零一二三四五六七八九]{4}年|(?<!\d)\d\d[-/.年]\d\d?[-/.月]\d", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Year { get; }
}
