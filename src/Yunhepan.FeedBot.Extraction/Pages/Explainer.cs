using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Tells of each line of a page what it was taken for, and why.</summary>
internal sealed class Explainer(PageReading reading)
{
    private const int ShownLevels = 3;

    public PageExplanation Explain()
    {
        var dropped = reading.Body is null ? new Dictionary<int, string>()
            : new BodyTrimmer(reading.Page, reading.Body, reading.Title, reading.Facts).Dropped();
        var items = reading.ItemLines.ToHashSet();
        return new PageExplanation
        {
            Kind = reading.Judgement.Kind,
            Confidence = reading.Judgement.Confidence,
            Evidence = (reading.Judgement.ForArticle, reading.Judgement.ForList),
            BodyElement = reading.Body is { } body ? Name(body.Element) : null,
            BodyScore = reading.Body?.Score ?? 0,
            Lines = [.. reading.Page.Lines.All.Select((line, number) => new ExplainedLine(
                number, Place(line.Block), line.Zone.ToString(), Math.Round(BodyFinder.Worth(line), 1), Use(number, items, dropped), line.Text))],
        };
    }

    private string Use(int number, HashSet<int> items, Dictionary<int, string> dropped)
    {
        if (reading.Title?.Line == number)
            return "title";
        if (reading.Judgement.Kind == DocumentKind.List)
            return items.Contains(number) ? "item" : "outside";
        if (reading.Facts.Lines.Contains(number))
            return "facts";
        if (reading.Body is not { Lines: var lines } || number < lines.Start.Value || number >= lines.End.Value)
            return "outside";
        return dropped.GetValueOrDefault(number, "body");
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
            ? name + "." + string.Join('.', classes.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) : name;
    }
}
