using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>What part of a page a line stands in, by the element around it.</summary>
internal enum Zone
{
    Main,
    Navigation,
    Aside,
    Comments,
}

/// <summary>What a line says of its place by the words that it begins with.</summary>
[Flags]
internal enum LineWords
{
    None = 0,

    /// <summary>As <see cref="BodyTrimmer.TailHeading"/> tells, and so on.</summary>
    TailHeading = 1,
    TailLine = 2,
    Notice = 4,
    Anywhere = 8,
    Head = 16,
}

/// <summary>Text that a reader sees as one line or paragraph: what lies between two block borders or line breaks.</summary>
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

    /// <summary>Visible characters; a Chinese one counts as two.</summary>
    public required int Weight { get; init; }

    public required int LinkWeight { get; init; }

    /// <summary>Marks that end or divide sentences.</summary>
    public required int Stops { get; init; }

    public Zone Zone { get; set; }

    /// <summary>As <see cref="BodyFinder.IsLegal"/> tells.</summary>
    public bool IsLegal => _isLegal ??= BodyFinder.IsLegal(Text);

    /// <summary>As <see cref="BodyTrimmer.WordsOf"/> tells.</summary>
    public LineWords Words => _words ??= BodyTrimmer.WordsOf(this);

    /// <summary>As <see cref="InfoLine.Read"/> tells; not to be changed.</summary>
    public (string Before, List<InfoField> Fields) Info => _info ??= InfoLine.Read(Text);

    /// <summary>
    /// How many elements around it bear a sign of each <see cref="Pages.Zone"/>, in the enumeration's order; of <see
    /// cref="Pages.Zone.Main"/>, how many are hidden.
    /// </summary>
    public int[] Signs { get; } = new int[4];

    public double LinkShare => Weight == 0 ? 0 : (double)LinkWeight / Weight;

    public bool IsLinks => LinkWeight * 2 > Weight;

    /// <summary>Reads like a sentence rather than like a label.</summary>
    public bool IsProse => !IsLinks && Weight >= 24 && (Stops >= 2 || Stops == 1 && Weight >= 40 || Weight >= 120);

    public bool IsHeading => Block.LocalName is "h1" or "h2" or "h3" or "h4" or "h5" or "h6";
}
