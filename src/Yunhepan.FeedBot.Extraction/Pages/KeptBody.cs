using AngleSharp.Dom;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Copies the element that holds the body, without what does not belong to the text. The caller owns the copy; the page is not
/// changed.
/// </summary>
internal sealed class KeptBody(PageLines lines, JudgedBody judged)
{
    private readonly HashSet<INode> _dropped = [];

    public IElement Copy()
    {
        DropElements();
        DropLines();
        // The element is cloned as a whole, because appending sixty thousand children one by one takes quadratic time.
        var copy = (IElement)judged.Element.Clone();
        RemoveDropped(judged.Element, copy);
        foreach (var element in HtmlDocuments.ElementsIn(copy))
            if (element.LocalName is "button" or "label" or "option" or "select" or "input" || Zones.Find(element) != Zone.Main
                && PlainText.FromNode(element).Length == 0)
                element.Remove();
        return copy;
    }

    // The body may be a run of lines within its element, so everything around the run is dropped too, including pictures.
    private void DropElements()
    {
        var whole = lines.RangeOf(judged.Element);
        var kept = new int[lines.All.Count + 1];
        for (var i = 0; i < lines.All.Count; i++)
            kept[i + 1] = kept[i] + (judged.Kept.Contains(i) ? 1 : 0);
        foreach (var (element, range) in lines.Ranges)
        {
            if (element == judged.Element || range.Start.Value < whole.Start.Value || range.End.Value > whole.End.Value)
                continue;
            var hasKept = range.Start.Value == range.End.Value && range.Start.Value >= judged.Lines.Start.Value
                && range.Start.Value <= judged.Lines.End.Value;
            if (!hasKept && kept[range.End.Value] == kept[range.Start.Value])
                _dropped.Add(element);
        }
    }

    private void DropLines()
    {
        var whole = lines.RangeOf(judged.Element);
        for (var i = whole.Start.Value; i < whole.End.Value; i++)
            if (!judged.Kept.Contains(i))
                _dropped.UnionWith(lines.All[i].Nodes);
    }

    // Both trees are walked from the last child to the first, so that the remaining children keep the same indexes in both.
    private void RemoveDropped(INode original, INode copy)
    {
        for (var place = original.ChildNodes.Length - 1; place >= 0; place--)
        {
            var child = original.ChildNodes[place];
            if (_dropped.Contains(child))
                copy.RemoveChild(copy.ChildNodes[place]);
            else if (child.HasChildNodes)
                RemoveDropped(child, copy.ChildNodes[place]);
        }
    }
}
