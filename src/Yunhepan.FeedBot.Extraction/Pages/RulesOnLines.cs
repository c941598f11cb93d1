namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// The decisions of <see cref="BodyTrimmer"/> on each line of a page, and how far they shift the model's log odds.
/// </summary>
internal sealed class RulesOnLines
{
    /// <summary>
    /// The rules know Chinese pages better than the model does. On other pages cross-validation shows that any shift is harmful.
    /// </summary>
    private const double OnChinesePages = 1;

    /// <summary>
    /// Applies to labels above and below the text that a rule recognises by their words: a byline, a notice, the editor.
    /// </summary>
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

    /// <summary>The lines of the body that the rules remove, each with its rule.</summary>
    public IReadOnlyDictionary<int, string> Dropped { get; }

    public double[] LogOdds { get; }

    public int[] Weights { get; }
}
