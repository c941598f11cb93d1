namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>
/// The elements that are open at one place of a fragment, and the rules of HTML by which tags close others: a block ends the
/// paragraph before it, an item the one before it, an end tag everything inside its element.
/// </summary>
internal sealed class OpenElements(SafeMarkup safe)
{
    private const int Deepest = 64;

    private static readonly MarkupAttributes None = new();

    private readonly MarkupTag[] _open = new MarkupTag[Deepest];

    /// <summary>Formats that ended before their end tags; HTML opens them again in front of what follows.</summary>
    private readonly List<MarkupTag> _cutFormats = [];

    private int _depth;

    /// <summary>True if a format would have to be opened again before text, a picture or another format.</summary>
    public bool HasCutFormats => _cutFormats.Count > 0;

    /// <summary>True if the parts of a table that one cell needs may not fit any more.</summary>
    public bool IsFull => _depth > Deepest - 4;

    /// <summary>The innermost element; null at the top.</summary>
    public MarkupTag? Current => _depth == 0 ? null : _open[_depth - 1];

    /// <summary>True directly inside a table or one of its rows, where there are only cells.</summary>
    public bool IsBetweenCells => Current?.Is(TagTraits.Table) == true;

    public void Open(MarkupTag tag, MarkupAttributes? attributes = null)
    {
        safe.Open(tag, attributes ?? None);
        if (!tag.Is(TagTraits.Void))
            _open[_depth++] = tag;
    }

    /// <summary>Closes the element at this index and everything inside it.</summary>
    public void CloseTo(int index)
    {
        while (_depth > index)
        {
            var tag = _open[--_depth];
            safe.Close(tag);
            if (tag.Is(TagTraits.Format) && _depth > index)
                _cutFormats.Add(tag);
        }
    }

    public void CloseParagraph()
    {
        if (IndexOf(MarkupTag.Paragraph.Name) is >= 0 and var index)
            CloseTo(index);
    }

    /// <summary>Closes the item of a list that this item follows.</summary>
    public void CloseItemBefore(MarkupTag item)
    {
        for (var i = _depth - 1; i >= 0; i--)
        {
            var open = _open[i];
            if (open.Name == item.Name || (item.Name != "li" && open.Name is "dd" or "dt"))
            {
                CloseTo(i);
                break;
            }

            if (open.Is(TagTraits.Special) && open.Name is not ("address" or "div" or "p"))
                break;
        }

        CloseParagraph();
    }

    /// <summary>Closes the cell that is open; returns false outside of a table.</summary>
    public bool CloseCell()
    {
        for (var i = _depth - 1; i >= 0; i--)
        {
            if (!_open[i].Is(TagTraits.Cell))
                continue;
            CloseTo(i);
            // What was cut inside a cell is not opened again outside.
            _cutFormats.Clear();
            return true;
        }

        return false;
    }

    /// <summary>Returns the index of a part of the innermost table, or -1 if it has no such part here.</summary>
    public int IndexOfTablePart(string name)
    {
        for (var i = _depth - 1; i >= 0; i--)
        {
            if (_open[i].Name == name)
                return i;
            if (_open[i].Name == "table")
                return -1;
        }

        return -1;
    }

    /// <summary>Closes a part of a table; what was cut inside its cells is not opened again outside.</summary>
    public void CloseTablePart(int index)
    {
        CloseTo(index);
        _cutFormats.Clear();
    }

    /// <summary>Returns the index of the innermost open element of this name, or -1 if a table or a cell is between.</summary>
    public int IndexOf(string name, TagTraits bounds = TagTraits.None)
    {
        for (var i = _depth - 1; i >= 0; i--)
        {
            if (_open[i].Name == name)
                return i;
            if (_open[i].Is(TagTraits.Cell | bounds) || _open[i].Name == "table")
                return -1;
        }

        return -1;
    }

    public int IndexOfHeading()
    {
        for (var i = _depth - 1; i >= 0 && !_open[i].Is(TagTraits.Cell) && _open[i].Name != "table"; i--)
        {
            if (_open[i].Is(TagTraits.Heading))
                return i;
        }

        return -1;
    }

    /// <summary>Closes the format of this name; returns false if blocks are open inside it, which HTML would take apart.</summary>
    public bool CloseFormat(MarkupTag tag)
    {
        var index = IndexOf(tag.Name);
        if (HasCutFormats)
        {
            if (index >= 0 || _cutFormats[^1] != tag)
                return false;
            _cutFormats.RemoveAt(_cutFormats.Count - 1);
            return true;
        }

        for (var i = _depth - 1; i > index && index >= 0; i--)
        {
            if (_open[i].Is(TagTraits.Special))
                return false;
        }

        if (index >= 0)
            CloseTo(index);
        return true;
    }

    /// <summary>Closes an element without rules of its own, unless it is open outside of a block only.</summary>
    public void CloseOther(MarkupTag tag)
    {
        for (var i = _depth - 1; i >= 0; i--)
        {
            if (_open[i].Name == tag.Name)
            {
                CloseTo(i);
                return;
            }

            if (_open[i].Is(TagTraits.Special))
                return;
        }
    }
}
