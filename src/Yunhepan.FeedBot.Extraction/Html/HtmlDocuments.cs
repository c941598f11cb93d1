using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>Parses HTML with bounds: nothing runs, nothing is loaded, the tree is never deeper than the stack can walk.</summary>
internal static class HtmlDocuments
{
    /// <summary>Real pages stay below 100; walks of the tree recurse, so this bounds their stack.</summary>
    public const int DeepestNesting = 256;

    public static HtmlParser NewParser() => new(new HtmlParserOptions
    {
        IsScripting = false,
        SkipComments = true,
        SkipProcessingInstructions = true,
        MaximumDepth = DeepestNesting,
        DisableElementPositionTracking = true,
    });

    public static IHtmlDocument Parse(string html) => NewParser().ParseDocument(NestingGuard.Limit(CharacterReferences.JoinPairs(html)));

    /// <summary>The elements below a node, in document order, in a list that stays valid while the tree changes.</summary>
    public static List<IElement> ElementsIn(INode root)
    {
        var found = new List<IElement>();
        Collect(root, found);
        return found;
    }

    /// <summary>The first element below a node, in document order, that is so; null when none is.</summary>
    public static IElement? FirstIn(INode root, Func<IElement, bool> isSo)
    {
        foreach (var child in root.ChildNodes)
        {
            if (child is IElement element && (isSo(element) ? element : FirstIn(element, isSo)) is { } found)
                return found;
        }
        return null;
    }

    /// <summary>For matching many elements of many documents; AngleSharp's own queries search the tree anew for each step.</summary>
    /// <exception cref="ArgumentException">It is no CSS selector.</exception>
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

    public static void Remove(this IElement element) => element.Parent?.RemoveChild(element);

    /// <summary>Takes the element away and leaves its children in its place.</summary>
    public static void Unwrap(this IElement element)
    {
        if (element.Parent is not { } parent)
            return;
        while (element.FirstChild is { } child)
            parent.InsertBefore(child, element);
        parent.RemoveChild(element);
    }
}
