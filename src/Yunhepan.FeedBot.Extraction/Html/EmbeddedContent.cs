using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>Handles formulas and drawings inside a text: they cannot be shown, but their text is kept.</summary>
internal static class EmbeddedContent
{
    /// <summary>Parts of formulas and drawings that are meant for programs.</summary>
    private static readonly HashSet<string> ForPrograms = new(
        ("annotation annotation-xml script style defs symbol clippath mask filter lineargradient radialgradient pattern metadata "
            + "title desc").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Replaces a formula or a drawing with its text.</summary>
    public static void KeepText(IElement element)
    {
        // Everything below the outermost element is removed with it.
        if (element.GetAncestors().OfType<IElement>().Any(outer => outer.NamespaceUri != NamespaceNames.HtmlUri))
            return;
        var words = element.LocalName is "svg" or "math" && !IsCopy(element) ? TextOf(element) : string.Empty;
        if (words.Length == 0)
            element.Remove();
        else
            element.Replace(element.Owner!.CreateTextNode(words));
    }

    /// <summary>
    /// Returns true if the formula is the version for screen readers of a formula that is also written in letters.
    /// </summary>
    private static bool IsCopy(IElement math) => math.ParentElement is { } parent
        && (parent.LocalName.Contains("mml", StringComparison.OrdinalIgnoreCase) || parent.ClassName is { } names
            && (names.Contains("mathml", StringComparison.OrdinalIgnoreCase)
                || names.Contains("assistive", StringComparison.OrdinalIgnoreCase)));

    private static string TextOf(IElement element)
    {
        var words = new System.Text.StringBuilder();
        Append(element, words);
        return PlainText.OnOneLine(words.ToString());
    }

    private static void Append(INode node, System.Text.StringBuilder words)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText { Data: var data })
                words.Append(data);
            else if (child is IElement element && !ForPrograms.Contains(element.LocalName))
                Append(element, words);
        }
    }
}
