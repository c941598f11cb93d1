namespace Yunhepan.FeedBot.Extraction;

/// <summary>
/// Explains why a page was read as it was: what the parser saw, in the order of the page. It is meant for people who correct the
/// rules.
/// </summary>
public sealed record PageExplanation
{
    public required DocumentKind Kind { get; init; }

    /// <summary>From 0.5 (a guess) to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Points of evidence that the page is one article, and that it lists articles.</summary>
    public required (double Article, double List) Evidence { get; init; }

    /// <summary>
    /// The smallest element around the article's body, as a selector would name it; null on a list page or when the page has no text.
    /// </summary>
    public required string? BodyElement { get; init; }

    /// <summary>The sum of the scores of the lines that the rules take for the body, plus the bonus of its element.</summary>
    public required double BodyScore { get; init; }

    /// <summary>All publication dates that an article page states, each with its origin; empty on a list page.</summary>
    public required IReadOnlyList<ParsedDate> DateClaims { get; init; }

    public required IReadOnlyList<ExplainedLine> Lines { get; init; }
}

/// <summary>One visible line of a page and what became of it.</summary>
/// <param name="Number">Counts from 0.</param>
/// <param name="Place">The last three elements of the path around the line.</param>
/// <param name="Zone">Main, Navigation, Aside or Comments, by the names of the elements around it.</param>
/// <param name="Probability">The probability, from 0 to 1, that the line is part of the article; null on a list page.</param>
/// <param name="Reasons">The evidence that counted most, each with its value: <c>+</c> supports the article, <c>-</c> speaks
/// against it.</param>
/// <param name="Use">Its role: body, title, facts, item or outside.</param>
/// <param name="Rule">What the rules alone would have decided: body, outside, or the name of the rule that removes the
/// line.</param>
/// <param name="Text">The line.</param>
public sealed record ExplainedLine(
    int Number, string Place, string Zone, double? Probability, string Reasons, string Use, string Rule, string Text);
