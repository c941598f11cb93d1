using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>The lines of a page that form its article.</summary>
/// <param name="Element">The smallest element around them.</param>
/// <param name="Lines">The range from the first to the last of them.</param>
/// <param name="Kept">Their numbers.</param>
/// <param name="Probabilities">The probability that <see cref="BodyModel"/> gives to each line of the page.</param>
internal sealed record JudgedBody(IElement Element, Range Lines, IReadOnlySet<int> Kept, double[] Probabilities)
{
    /// <summary>The features on which the decision is based.</summary>
    public required LineFeatures Features { get; init; }

    public required RulesOnLines Rules { get; init; }
}

/// <summary>
/// Decides which lines form the article: <see cref="BodyModel"/> gives each line a probability, and the cheapest labelling of the
/// page is chosen. Contradicting the model has a cost, and so does every change between article and surroundings.
/// </summary>
internal static class BodyJudge
{
    /// <summary>The probability from which a line counts as part of the article.</summary>
    private const double Threshold = 0.42;

    /// <summary>The cost of a change between article and surroundings, in the model's log odds.</summary>
    private const double ChangeCost = 0.5;

    private const double MostLogOdds = 4;

    /// <summary>
    /// If the model finds less than this share of what the rules find, the page is of a kind that it was not trained on, and the
    /// rules decide.
    /// </summary>
    private const double FewerThanRules = 0.25;

    public static JudgedBody? Judge(PageContext page, BodyCandidate? body, FoundTitle? title, ArticleFacts facts)
    {
        if (body is null)
            return null;
        var lines = page.Lines.All;
        var rules = new RulesOnLines(page, body, title, facts);
        var features = new LineFeatures(page, body, title, facts, rules.Dropped);
        var probabilities = BodyModel.Current.Probabilities(lines.Count, features.Rows);
        var kept = Choose(probabilities, rules);
        if (kept.Count == 0)
            return null;
        return new JudgedBody(
            ElementAround(lines, kept, page.Lines), kept.Min()..(kept.Max() + 1), kept, probabilities) { Features = features,
            Rules = rules };
    }

    /// <summary>Returns the numbers of the lines that form the article.</summary>
    public static HashSet<int> Choose(double[] probabilities, RulesOnLines rules)
    {
        var count = probabilities.Length;
        var changes = new (bool ToKept, bool ToDropped)[count];
        double kept = 0, dropped = 0;
        for (var i = 0; i < count; i++)
        {
            var p = Math.Clamp(probabilities[i], 1e-4, 1 - 1e-4);
            var odds = Math.Log(p / (1 - p)) - Math.Log(Threshold / (1 - Threshold)) + rules.LogOdds[i];
            changes[i] = (dropped - ChangeCost > kept, kept - ChangeCost > dropped);
            (kept, dropped) = (
                Math.Max(kept, dropped - ChangeCost) + Math.Clamp(odds, -MostLogOdds, MostLogOdds), Math.Max(dropped, kept - ChangeCost));
        }
        var chosen = new HashSet<int>();
        var isKept = kept > dropped;
        for (var i = count - 1; i >= 0; i--)
        {
            if (isKept)
                chosen.Add(i);
            if (isKept ? changes[i].ToKept : changes[i].ToDropped)
                isKept = !isKept;
        }
        return chosen.Sum(i => rules.Weights[i]) < rules.Kept.Sum(i => rules.Weights[i]) * FewerThanRules ? [.. rules.Kept] : chosen;
    }

    private static IElement ElementAround(IReadOnlyList<TextLine> lines, HashSet<int> kept, PageLines page)
    {
        var (first, last) = (kept.Min(), kept.Max());
        var element = lines[first].Block;
        while (page.RangeOf(element) is var range && (range.Start.Value > first || range.End.Value <= last)
            && element.ParentElement is { LocalName: not "html" } parent)
            element = parent;
        // A single paragraph leaves its pictures outside, so the block around it is taken if it holds no other text.
        while (element.LocalName is not ("div" or "td" or "article" or "section" or "main" or "body")
            && element.ParentElement is { } around && page.RangeOf(around).Equals(page.RangeOf(element)))
            element = around;
        return element;
    }
}
