using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Puts what small scripts write before the script, where a browser shows it: many sites of Chinese authorities write the date and
/// the source so.
/// </summary>
internal static class WrittenText
{
    private const int MostScripts = 60;

    private const int LongestScript = 20_000;

    /// <summary>Returns true if the document was changed.</summary>
    public static bool Unfold(IHtmlDocument document, IReadOnlyList<IHtmlScriptElement> scripts)
    {
        var count = 0;
        var isChanged = false;
        foreach (var script in scripts)
        {
            if (script.Parent is not IElement { LocalName: not "head" } parent || script.ChildNodes.Length == 0
                || script.TextContent is not { Length: < LongestScript } code || !code.Contains("document.write", StringComparison.Ordinal))
                continue;
            if (++count > MostScripts)
                break;
            if (ScriptText.WrittenBy(code) is not { } written || string.IsNullOrWhiteSpace(written))
                continue;
            isChanged = true;
            if (written.AsSpan().IndexOfAny('<', '&') < 0)
                // The blank separates it from what precedes it, as PageLines does at a script.
                parent.InsertBefore(document.CreateTextNode(" " + written), script);
            else
                Insert(document, written, parent, script);
        }
        return isChanged;
    }

    private static void Insert(IHtmlDocument document, string html, IElement parent, IHtmlScriptElement before)
    {
        var around = document.CreateElement(parent.LocalName);
        around.ReplaceInside(html);
        foreach (var inner in HtmlDocuments.ElementsIn(around))
            if (inner.LocalName is "script")
                inner.Remove();
        while (around.FirstChild is { } child)
            parent.InsertBefore(child, before);
    }
}
