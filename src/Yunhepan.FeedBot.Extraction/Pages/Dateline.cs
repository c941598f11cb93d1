using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Extraction.Dates;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Reads the date that opens a text: <c>(18.01.2018) Der Senat …</c>, <c>BERLIN, 18 January 2018 – The senate …</c>.
/// </summary>
internal static partial class Dateline
{
    private const int FirstLines = 4;

    private const int Longest = 110;

    private const int LinesBelow = 3;

    private const int LongestSignature = 60;

    public static ParsedDate? Find(PageContext page, BodyCandidate? body)
    {
        if (body is null)
            return null;
        var lines = page.Lines.All;
        for (var i = body.Lines.Start.Value; i < Math.Min(body.Lines.Start.Value + FirstLines, body.Lines.End.Value); i++)
        {
            var text = lines[i].Text.Length > Longest ? lines[i].Text[..Longest] : lines[i].Text;
            if (lines[i].Zone != Zone.Main || !DateParser.TryFind(text, page.Dates, out var date, out var where)
                || date.Precision > DatePrecision.Day || page.CountsFromFetch(text, date) || InfoLine.IsOfEvent(text[..where.Start.Value])
                || InfoLine.IsValueOfEvent(lines, i))
                continue;
            return Before.IsMatch(text[..where.Start.Value]) && After.IsMatch(text[where.End.Value..])
                ? date.From(DateEvidence.Dateline, null, text) : null;
        }
        return null;
    }

    /// <summary>
    /// Reads the date under the text that an office signs: its name, and below it the date, often in Chinese numerals.
    /// </summary>
    public static ParsedDate? AtEnd(PageContext page, BodyCandidate? body)
    {
        if (body is null || !page.Dates.IsChinese)
            return null;
        var lines = page.Lines.All;
        for (var i = Math.Min(body.Lines.End.Value + LinesBelow, lines.Count) - 1; i >= Math.Max(body.Lines.Start.Value,
            body.Lines.End.Value - FirstLines); i--)
            if (lines[i] is { Weight: <= LongestSignature, IsLinks: false, Zone: Zone.Main } line
                && DateParser.TryFind(line.Text, page.Dates, out var date, out var where) && date.Precision == DatePrecision.Day
                && where.End.Value >= line.Text.TrimEnd(' ', '\u3000', ')', '）', '。').Length
                && line.Info.Fields.Count == 0 && !InfoLine.IsOfEvent(line.Text)
                && !page.CountsFromFetch(line.Text, date))
                return date.From(DateEvidence.Dateline, null, line.Text);
        return null;
    }

    /// <summary>Matches what may precede the date: nothing, a bracket, a place, or "press release of".</summary>
    [GeneratedRegex(
        @"^\W*((Presse\w*|Press\s+release|Mitteilung|Meldung|Communiqué|Nota)\s+(vom|of|from|du|del)\s+|(\p{Lu}[\p{L}.'-]*[\s,./(]+){0,5}"
            + @"|(am|vom|le|el|il|den)\s+)\W*$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Before { get; }

    [GeneratedRegex(
        @"^\s*([)）\]】]|\([^)]{2,30}\)|[/,]\s*[\p{Lu}\s.-]{2,30})?\s*([-–—|｜:：•·„“""»«]|[)）\]】]|\.(\s|$)|/|$)", RegexOptions.ExplicitCapture,
        2000)]
    private static partial Regex After { get; }
}
