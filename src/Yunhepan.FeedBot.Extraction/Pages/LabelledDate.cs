using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Extraction.Dates;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Finds the date that a label announces far from the title: in a box beside the text, below it, or on the line after the label.
/// </summary>
internal static partial class LabelledDate
{
    private const int LongestLine = 80;

    private const int LongestDay = 50;

    /// <summary>A label may be repeated for those who hear the page.</summary>
    private const int LinesOfLabel = 2;

    public static ParsedDate? Find(PageContext page, ArticleFacts facts)
    {
        var lines = page.Lines.All;
        for (var i = facts.TitleLine + 1 ?? 0; i < lines.Count; i++)
        {
            if (lines[i] is not { Weight: <= LongestLine, IsLinks: false, Zone: not Zone.Comments } line)
                continue;
            var value = line.Info is { Before: var before, Fields: [{ Label: InfoLabel.Published } field, ..] }
                && TextWeight.Measure(before) == 0 ? field.Value : IsLabel(line) ? ValueBelow(page, i) : null;
            if (value is { Length: > 0 } && DateParser.TryFind(value, page.Dates, out var date, out var where)
                && date.Precision <= DatePrecision.Day && where.Start.Value <= 1 && !page.CountsFromFetch(value, date))
                return date.From(DateEvidence.Label, null, value);
        }
        return null;
    }

    private static bool IsLabel(TextLine line) => line.Weight <= LongestDay / 2 && LabelAlone.IsMatch(line.Text);

    /// <summary>Returns the line below a label if it is a date and nothing else.</summary>
    private static string? ValueBelow(PageContext page, int label)
    {
        for (var i = label + 1; i < Math.Min(label + 1 + LinesOfLabel, page.Lines.All.Count); i++)
        {
            var line = page.Lines.All[i];
            if (line is { Weight: <= LongestDay, IsLinks: false } && DateParser.TryFind(line.Text, page.Dates, out _, out var where)
                && FactsPatterns.IsAlone(line.Text, where))
                return line.Text;
            if (!IsLabel(line))
                return null;
        }
        return null;
    }

    [GeneratedRegex(
        @"^\W*((date\s+)?(first\s+)?(published|posted)(\s+(on|date))?|publi(sh|cation)\s+date|release\s+date|veröffentlicht(\s+am)?"
            + @"|veröffentlichung(sdatum)?|erschienen(\s+am)?|erscheinungsdatum|publiée?(\s+le)?|date\s+de\s+publication"
            + @"|publicad[oa](\s+el)?|fecha\s+de\s+publicación|pubblicat[oa](\s+il)?|data\s+di\s+pubblicazione|gepubliceerd(\s+op)?"
            + @"|(发布|发表|刊发|公布)(时间|日期))\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex LabelAlone { get; }
}
