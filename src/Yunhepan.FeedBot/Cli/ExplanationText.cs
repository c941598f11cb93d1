using System.Globalization;
using Yunhepan.FeedBot.Extraction;

namespace Yunhepan.FeedBot.Cli;

/// <c>inspect --explain</c>: prints a page's lines as a table.
internal static class ExplanationText
{
    private const int ShownText = 100;

    /// <summary>Writes how the page was classified, and the evidence.</summary>
    public static void WriteHead(PageExplanation page, TextWriter output)
    {
        var invariant = CultureInfo.InvariantCulture;
        output.Write(string.Create(
            invariant,
            $"kind {page.Kind.ToString().ToLowerInvariant()}, confidence {page.Confidence:0.00}: "));
        output.WriteLine(string.Create(
            invariant, $"evidence for an article {page.Evidence.Article:0.0}, for a list {page.Evidence.List:0.0}"));
        output.WriteLine(string.Create(invariant, $"body {page.BodyElement ?? "none"}, score {page.BodyScore:0}"));
    }

    /// <summary>Writes all dates that the page states, and its lines.</summary>
    public static void WriteLines(PageExplanation page, TextWriter output)
    {
        var invariant = CultureInfo.InvariantCulture;
        foreach (var claim in page.DateClaims)
            output.WriteLine($"it states the date {DateText.Line(claim)}");
        output.WriteLine("line\tzone\tprobability\tuse\tplace\ttext\trule\treasons");
        foreach (var line in page.Lines)
        {
            var text = line.Text.Length > ShownText ? line.Text[..ShownText] + "…" : line.Text;
            output.Write(string.Create(
                invariant,
                $"{line.Number}\t{line.Zone.ToLowerInvariant()}\t{line.Probability:0.00}\t{line.Use}\t{line.Place}\t"));
            output.WriteLine($"{text}\t{line.Rule}\t{line.Reasons}");
        }
    }
}
