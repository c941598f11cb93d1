using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// The elements that each hold one item of a list. They distinguish an item's tags and references from items of their own.
/// </summary>
internal sealed class ItemParts
{
    private readonly HashSet<IElement> _items = [];

    public ItemParts(LinkGroup list)
    {
        var counts = new Dictionary<IElement, int>();
        foreach (var link in list.Links)
            for (IElement? node = link.Anchor; node is not null; node = node.ParentElement)
                counts[node] = counts.GetValueOrDefault(node) + 1;
        foreach (var link in list.Links)
        {
            IElement item = link.Anchor;
            while (item.ParentElement is { } parent && counts[parent] == 1)
                item = parent;
            _items.Add(item);
        }
    }

    /// <summary>Returns true if most links of the group are inside items.</summary>
    public bool Hold(LinkGroup group) => group.Links.Count(IsInside) * 10 > group.Links.Count * 6;

    private bool IsInside(LinkCandidate link)
    {
        for (IElement? node = link.Anchor; node is not null; node = node.ParentElement)
            if (_items.Contains(node))
                return true;
        return false;
    }
}
