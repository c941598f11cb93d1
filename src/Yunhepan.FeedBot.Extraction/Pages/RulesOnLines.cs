namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>What <see cref="BodyTrimmer"/> says of each line of a page, and how far its word shifts the model's log odds.</summary>
internal sealed class RulesOnLines
{
    /// <summary>The rules know Chinese pages better than the model does; on others, cross-validated, any shift costs.</summary>
    private const double OnChinesePages = 1;

    /// <summary>For labels above and below the text, which a rule knows by their words: a byline, a notice, the editor.</summary>
    private const double OnChineseLabels = 5;

    private const double OnLabels = 2.5;

    public RulesOnLines(PageContext page, BodyCandidate body, FoundTitle? title, ArticleFacts facts)
    {
        var trimmer = new BodyTrimmer(page, body, title, facts);
        Kept = trimmer.Trim();
        Dropped = trimmer.ByRule;
        var (shift, onLabels) = page.Dates.IsChinese ? (OnChinesePages, OnChineseLabels) : (0, OnLabels);
        LogOdds = [.. page.Lines.All.Select((_, i) => Kept.Contains(i) ? shift : trimmer.IsKnownLabel(i) ? -onLabels : -shift)];
        Weights = [.. page.Lines.All.Select(line => line.Weight)];
    }

    /// <summary>The lines that the rules alone would take for the article.</summary>
    public IReadOnlySet<int> Kept { get; }

    /// <summary>The lines of the body that they take off, each with the rule.</summary>
    public IReadOnlyDictionary<int, string> Dropped { get; }

    public double[] LogOdds { get; }

    public int[] Weights { get; }
}
