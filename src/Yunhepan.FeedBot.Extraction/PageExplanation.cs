namespace Yunhepan.FeedBot.Extraction;

/// <summary>Why a page was read as it was: what the parser saw, in the order of the page. For people who mend rules.</summary>
public sealed record PageExplanation
{
    public required DocumentKind Kind { get; init; }

    /// <summary>From 0.5 (a guess) to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Points of evidence that the page is one article, and that it lists articles.</summary>
    public required (double Article, double List) Evidence { get; init; }

    /// <summary>The element that won as the article's body, as a selector would name it; null when the page has no text.</summary>
    public required string? BodyElement { get; init; }

    /// <summary>Sum of the worth of the body's lines, with the bonus of its element.</summary>
    public required double BodyScore { get; init; }

    public required IReadOnlyList<ExplainedLine> Lines { get; init; }
}

/// <summary>One visible line of a page and what became of it.</summary>
/// <param name="Number">Counts from 0.</param>
/// <param name="Place">Path of elements around the line, the last three.</param>
/// <param name="Zone">Main, Navigation, Aside or Comments, by the names of the elements around it.</param>
/// <param name="Worth">What the line speaks for (or against) the element around it being the body.</param>
/// <param name="Use">Its role: body, title, facts, item, or why it was left out.</param>
public sealed record ExplainedLine(int Number, string Place, string Zone, double Worth, string Use, string Text);
