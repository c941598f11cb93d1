namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>
/// The elements around the place where sanitised HTML is written. Of most foreign elements only the content is kept, and what HTML
/// allows inside those it may not allow without them: a paragraph in an object in a paragraph. A parser would end the outer one, and so
/// does the sanitiser, so that everyone who reads its HTML sees the same elements.
/// </summary>
internal sealed class WrittenElements
{
    private static readonly List<MarkupTag> None = [];

    private readonly List<(MarkupTag Tag, bool IsOpen)> _all = [];

    private int _paragraphs;

    private int _links;

    /// <summary>Takes an element that is not void; returns false if it must be left out, because links hold no links.</summary>
    public bool Add(MarkupTag tag)
    {
        var isOpen = tag.Name != "a" || _links == 0 || IndexOf("a", isTableBound: false) < 0;
        _all.Add((tag, isOpen));
        Count(tag, isOpen ? 1 : 0);
        return isOpen;
    }

    /// <summary>Removes the innermost element; returns false if it has ended already.</summary>
    public bool Remove()
    {
        var (tag, isOpen) = _all[^1];
        _all.RemoveAt(_all.Count - 1);
        Count(tag, isOpen ? -1 : 0);
        return isOpen;
    }

    /// <summary>Ends the elements that end where this tag starts, and returns them, the innermost first.</summary>
    public List<MarkupTag> EndBefore(MarkupTag tag)
    {
        if (FirstEndedBy(tag) < 0)
            return None;
        List<MarkupTag> ended = [];
        while (FirstEndedBy(tag) is >= 0 and var first)
        {
            while (EndFrom(first) is { } element)
                ended.Add(element);
        }

        return ended;
    }

    public void Clear()
    {
        _all.Clear();
        _paragraphs = _links = 0;
    }

    /// <summary>Ends the innermost open element from this index on; returns null if there is none.</summary>
    private MarkupTag? EndFrom(int index)
    {
        var last = _all.FindLastIndex(element => element.IsOpen);
        if (last < index)
            return null;
        var tag = _all[last].Tag;
        _all[last] = (tag, false);
        Count(tag, -1);
        return tag;
    }

    /// <summary>Returns the index of the outermost element that ends where this tag starts, or -1.</summary>
    private int FirstEndedBy(MarkupTag tag)
    {
        var isItem = tag.Name is "li" or "dd" or "dt";
        if (isItem && IndexOfItemBefore(tag) is >= 0 and var item)
            return item;
        if (_paragraphs > 0 && (isItem || tag.Is(TagTraits.EndsParagraph)) && IndexOf("p", isTableBound: true) is >= 0 and var paragraph)
            return paragraph;
        if (!tag.Is(TagTraits.Heading))
            return -1;
        var last = _all.FindLastIndex(element => element.IsOpen);
        return last >= 0 && _all[last].Tag.Is(TagTraits.Heading) ? last : -1;
    }

    private int IndexOfItemBefore(MarkupTag item)
    {
        for (var i = _all.Count - 1; i >= 0; i--)
        {
            var (tag, isOpen) = _all[i];
            if (!isOpen)
                continue;
            if (tag.Name == item.Name || (item.Name != "li" && tag.Name is "dd" or "dt"))
                return i;
            if (tag.Is(TagTraits.Special) && tag.Name is not ("address" or "div" or "p"))
                return -1;
        }

        return -1;
    }

    private int IndexOf(string name, bool isTableBound)
    {
        for (var i = _all.Count - 1; i >= 0; i--)
        {
            var (tag, isOpen) = _all[i];
            if (isOpen && tag.Name == name)
                return i;
            if (isOpen && (tag.Is(TagTraits.Cell) || tag.Name == "caption" || (isTableBound && tag.Name == "table")))
                return -1;
        }

        return -1;
    }

    private void Count(MarkupTag tag, int change)
    {
        _paragraphs += tag.Name == "p" ? change : 0;
        _links += tag.Name == "a" ? change : 0;
    }
}
