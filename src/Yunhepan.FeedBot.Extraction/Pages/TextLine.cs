using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>The part of a page that a line belongs to, by the element around it.</summary>
internal enum Zone
{
    Main,
    Navigation,
    Aside,
    Comments,
}

/// <summary>Marks what a line is by the words that it begins with.</summary>
[Flags]
internal enum LineWords
{
    None = 0,

    /// <summary>The line matches <see cref="BodyTrimmer.TailHeading"/>; the other values name patterns of the same class.</summary>
    TailHeading = 1,
    TailLine = 2,
    Notice = 4,
    Anywhere = 8,
    Head = 16,
}

/// <summary>Text that a reader sees as one line or paragraph: the text between two block borders or line breaks.</summary>
internal sealed class TextLine
{
    private bool? _isLegal;
    private LineWords? _words;
    private (string Before, List<InfoField> Fields)? _info;

    public required string Text { get; init; }

    /// <summary>The nearest block around it.</summary>
    public required IElement Block { get; init; }

    public required IReadOnlyList<IText> Nodes { get; init; }

    public required IReadOnlyList<IHtmlAnchorElement> Anchors { get; init; }

    /// <summary>The number of visible characters; a Chinese one counts as two.</summary>
    public required int Weight { get; init; }

    public required int LinkWeight { get; init; }

    /// <summary>The number of marks that end or divide sentences.</summary>
    public required int Stops { get; init; }

    public Zone Zone { get; set; }

    /// <summary>The result of <see cref="BodyFinder.IsLegal"/>.</summary>
    public bool IsLegal => _isLegal ??= BodyFinder.IsLegal(Text);

    /// <summary>The result of <see cref="BodyTrimmer.WordsOf"/>.</summary>
    public LineWords Words => _words ??= BodyTrimmer.WordsOf(this);

    /// <summary>The result of <see cref="InfoLine.Read"/>; callers must not change it.</summary>
    public (string Before, List<InfoField> Fields) Info => _info ??= InfoLine.Read(Text);

    /// <summary>
    /// The number of elements around the line with a sign of each <see cref="Pages.Zone"/>, in the order of the enumeration; at
    /// <see cref="Pages.Zone.Main"/>, the number of hidden ones.
    /// </summary>
    public int[] Signs { get; } = new int[4];

    public double LinkShare => Weight == 0 ? 0 : (double)LinkWeight / Weight;

    public bool IsLinks => LinkWeight * 2 > Weight;

    /// <summary>True if the line reads like a sentence rather than like a label.</summary>
    public bool IsProse => !IsLinks && Weight >= 24 && (Stops >= 2 || Stops == 1 && Weight >= 40 || Weight >= 120);

    public bool IsHeading => Block.LocalName is "h1" or "h2" or "h3" or "h4" or "h5" or "h6";
}
