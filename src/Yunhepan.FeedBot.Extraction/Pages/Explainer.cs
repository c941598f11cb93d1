using System.Globalization;
using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Explains for each line of a page how it was classified and why.</summary>
internal sealed class Explainer(PageReading reading)
{
    private const int ShownLevels = 3;

    private const int ShownReasons = 3;

    public PageExplanation Explain()
    {
        var judged = reading.Judgement.Kind == DocumentKind.List
            ? null : BodyJudge.Judge(reading.Page, reading.Body, reading.Title, reading.Facts);
        var rules = judged?.Rules ?? (reading.Body is { } body ? new RulesOnLines(reading.Page, body, reading.Title, reading.Facts) : null);
        var items = reading.ItemLines.ToHashSet();
        return new PageExplanation
        {
            Kind = reading.Judgement.Kind,
            Confidence = reading.Judgement.Confidence,
            Evidence = (reading.Judgement.ForArticle, reading.Judgement.ForList),
            BodyElement = judged is null ? null : Name(judged.Element),
            BodyScore = reading.Body?.Score ?? 0,
            DateClaims = reading.Judgement.Kind == DocumentKind.List ? [] : new ArticleDates(reading.Page, reading.Facts).Claims(),
            Lines = [.. reading.Page.Lines.All.Select((line, number) => new ExplainedLine(
                number, Place(line.Block), line.Zone.ToString(), judged?.Probabilities[number],
                judged is null
                    ? string.Empty : Reasons(judged.Features.Row(number)), Use(number, items, judged), Rule(number, rules), line.Text))],
        };
    }

    private string Use(int number, HashSet<int> items, JudgedBody? judged)
    {
        if (reading.Judgement.Kind == DocumentKind.List)
            return items.Contains(number) ? "item" : "outside";
        if (judged?.Kept.Contains(number) == true)
            return "body";
        if (reading.Title?.Line == number)
            return "title";
        return reading.Facts.Lines.Contains(number) ? "facts" : "outside";
    }

    private string Rule(int number, RulesOnLines? rules) =>
        reading.Body is not { Lines: var lines } || number < lines.Start.Value || number >= lines.End.Value
            ? "outside" : rules?.Dropped.GetValueOrDefault(number) ?? "body";

    private static string Reasons(ReadOnlySpan<float> features)
    {
        var reasons = new List<string>();
        foreach (var (feature, value) in BodyModel.Current.Reasons(features).OrderByDescending(r => Math.Abs(r.Value)).Take(ShownReasons))
            reasons.Add(
                string.Create(
                    CultureInfo.InvariantCulture, $"{(value > 0 ? '+' : '-')}{LineFeatures.Names[feature]}={features[feature]:0.##}"));
        return string.Join(' ', reasons);
    }

    private static string Place(IElement element)
    {
        var names = new List<string>();
        for (var node = element; node is not null && names.Count < ShownLevels; node = node.ParentElement)
            names.Insert(0, Name(node));
        return string.Join(" > ", names);
    }

    private static string Name(IElement element)
    {
        var name = element.LocalName;
        if (element.Id is { Length: > 0 and < 60 } id)
            name += "#" + id;
        return element.ClassName is { Length: > 0 and < 120 } classes
            ? name + "." + string.Join('.', classes.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                : name;
    }
}
