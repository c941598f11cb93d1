using AngleSharp;
using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>
/// Parses HTML within bounds: no script runs, nothing is loaded, and the tree is never deeper than the stack can walk.
/// </summary>
internal static class HtmlDocuments
{
    /// <summary>Real pages stay below 100. Walks of the tree are recursive, so this limit bounds their stack.</summary>
    public const int DeepestNesting = 256;

    /// <summary>The services of all documents, without those that each document has of its own.</summary>
    private static readonly IConfiguration Shared = Configuration.Default
        .Without<IElementFactory<Document, HtmlElement>>().Without<IHtmlParser>()
        .WithOnly<IAttributeObserver>(new BaseAddressObserver());

    /// <summary>Returns the tree of a document; of one that is too large, its beginning.</summary>
    public static IHtmlDocument Parse(string html)
    {
        html = NestingGuard.Limit(CharacterReferences.JoinPairs(html));
        var bounds = new TreeBounds();
        var parser = NewParser(bounds);
        try
        {
            return bounds.Build(() => parser.ParseDocument(html));
        }
        catch (TreeTooLargeException fault) when (fault.Document is IHtmlDocument begun)
        {
            return begun;
        }
    }

    /// <summary>Replaces the content of an element; with nothing if its tree would be too large.</summary>
    public static void ReplaceInside(this IElement element, string html)
    {
        try
        {
            var inside = NestingGuard.Limit(html);
            _ = TreeBounds.Around(element)!.Build(() => element.InnerHtml = inside);
        }
        catch (TreeTooLargeException)
        {
            element.TextContent = string.Empty;
        }
    }

    /// <summary>Returns the elements below a node in document order, in a list that stays valid while the tree changes.</summary>
    public static List<IElement> ElementsIn(INode root)
    {
        var found = new List<IElement>();
        Collect(root, found);
        return found;
    }

    /// <summary>
    /// Returns the first element below a node, in document order, that satisfies the condition; null if none does.
    /// </summary>
    public static IElement? FirstIn(INode root, Func<IElement, bool> isSo)
    {
        foreach (var child in root.ChildNodes)
        {
            if (child is IElement element && (isSo(element) ? element : FirstIn(element, isSo)) is { } found)
                return found;
        }
        return null;
    }

    /// <summary>
    /// Compiles a selector for matching many elements of many documents; AngleSharp's own queries search the tree again for each
    /// step.
    /// </summary>
    /// <exception cref="ArgumentException">The text is not a CSS selector.</exception>
    public static ISelector Selector(string css) =>
        new CssSelectorParser().ParseSelector(css) ?? throw new ArgumentException(css, nameof(css));

    private static void Collect(INode node, List<IElement> found)
    {
        // By index: asking a node for its next sibling searches its parent, which is quadratic on wide elements.
        foreach (var child in node.ChildNodes)
        {
            if (child is not IElement element)
                continue;
            found.Add(element);
            Collect(element, found);
        }
    }

    private static HtmlParser NewParser(TreeBounds bounds)
    {
        var options = new HtmlParserOptions
        {
            IsScripting = false,
            SkipComments = true,
            SkipProcessingInstructions = true,
            MaximumDepth = DeepestNesting,
            DisableElementPositionTracking = true,
            OnCreated = bounds.Opened,
        };
        // Copies of elements and the content of an element are made by the services of their document.
        HtmlParser? parser = null;
        return parser = new HtmlParser(options, BrowsingContext.New(Shared.With(bounds).With<IHtmlParser>(_ => parser!)));
    }

    /// <summary>
    /// Lets the base element change the address of its document, and nothing else: a tree that is only read needs no style sheets,
    /// and AngleSharp resolves and asks for each that a link names.
    /// </summary>
    private sealed class BaseAddressObserver : IAttributeObserver
    {
        private readonly IAttributeObserver _all = new DefaultAttributeObserver();

        public void NotifyChange(IElement host, string name, string? value)
        {
            if (host is IHtmlBaseElement)
                _all.NotifyChange(host, name, value);
        }
    }
}
