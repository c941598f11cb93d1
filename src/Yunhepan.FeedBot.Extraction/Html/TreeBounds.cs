using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Text;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <param name="document">What had been built until then.</param>
internal sealed class TreeTooLargeException(IDocument document) : Exception("the tree of the document is too large")
{
    public IDocument Document { get; } = document;
}

/// <summary>
/// Stops the construction of a tree that outgrows its tags. <see cref="NestingGuard"/> bounds the tags, but which elements a tag closes
/// only the tree builder knows: HTML repeats each unclosed format in every block that follows, so that 300 kB can ask for a hundred
/// million elements, and it looks through all open elements at each tag.
/// </summary>
internal sealed class TreeBounds : IElementFactory<Document, HtmlElement>
{
    private const int MostElements = 250_000;

    /// <summary>How many elements may lie where the tree can become no deeper; the real number of open ones is unknown there.</summary>
    private const int MostDeepest = 4_000;

    private const int Deep = HtmlDocuments.DeepestNesting - 8;

    /// <summary>One element of so many is looked at, because their ancestors must be counted.</summary>
    private const int Sample = 8;

    private static readonly IElementFactory<Document, HtmlElement> Elements =
        BrowsingContext.New().GetService<IElementFactory<Document, HtmlElement>>()!;

    private IElement? _last;
    private bool _isBuilding;
    private int _created;
    private int _parsed;
    private int _deepest;

    /// <summary>Returns the bounds of the tree that an element is in; null if it was not built within bounds.</summary>
    public static TreeBounds? Around(IElement element) =>
        element.Owner?.Context.GetService<IElementFactory<Document, HtmlElement>>() as TreeBounds;

    /// <summary>Builds within the bounds. What was built may be copied afterwards, which cannot make more of it than there is.</summary>
    /// <exception cref="TreeTooLargeException">The tree would be too large.</exception>
    public T Build<T>(Func<T> build)
    {
        (_last, _created, _parsed, _deepest, _isBuilding) = (null, 0, 0, 0, true);
        try
        {
            return build();
        }
        finally
        {
            _isBuilding = false;
        }
    }

    /// <summary>Creates an element, in most cases as the copy of another.</summary>
    public HtmlElement Create(Document document, string localName, string? prefix = null, NodeFlags flags = NodeFlags.None)
    {
        if (_isBuilding && ++_created > MostElements)
            throw new TreeTooLargeException(document);
        return Elements.Create(document, localName, prefix, flags);
    }

    /// <summary>Takes note of an element that a start tag opens; it is not in the tree yet.</summary>
    public void Opened(IElement element, TextPosition position)
    {
        if (++_parsed % Sample == 0 && _last is not null && DepthOf(_last) > Deep)
            _deepest += Sample;
        _last = element;
        if (_deepest > MostDeepest)
            throw new TreeTooLargeException(element.Owner!);
    }

    private static int DepthOf(INode node)
    {
        var depth = 0;
        for (INode? ancestor = node; ancestor is not null; ancestor = ancestor.Parent)
            depth++;
        return depth;
    }
}
