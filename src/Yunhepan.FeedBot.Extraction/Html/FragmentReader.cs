namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>
/// Reads a fragment of HTML in one pass and without a tree, by the rules of HTML that nearly all writers need: implied end tags,
/// unquoted values, references without semicolons, tables without bodies. Where a rule would move or repeat elements, it gives up, and
/// the fragment is read through a tree. A test compares both.
/// </summary>
internal ref struct FragmentReader(string fragment, SafeMarkup safe)
{
    private readonly ReadOnlySpan<char> _html = fragment;
    private readonly OpenElements _open = new(safe);
    private readonly MarkupAttributes _attributes = new();
    private int _at;
    private int _tags;
    private readonly GuardedNesting _guarded = new(NestingGuard.MostOpenElements);
    private readonly GuardedFormats _guardedFormats = new(NestingGuard.MostOpenFormats);

    /// <summary>Returns false if the fragment needs a tree; what the sanitiser was told must be forgotten then.</summary>
    public bool Read()
    {
        while (_at < _html.Length)
        {
            var length = _html[_at..].IndexOf('<');
            var text = length < 0 ? _html[_at..] : _html.Slice(_at, length);
            _at += text.Length;
            if ((!text.IsEmpty && !ReadText(text)) || (_at < _html.Length && !ReadMarkup()))
                return false;
        }

        _open.CloseTo(0);
        return true;
    }

    private readonly bool ReadText(ReadOnlySpan<char> text)
    {
        if (_open.IsBetweenCells ? text.IndexOfAnyExcept(" \t\n\f") >= 0 : _open.HasCutFormats)
            return false;
        while (text.IndexOf('&') is >= 0 and var at)
        {
            safe.Text(text[..at]);
            var length = MarkupReferences.Decode(text[at..], inValue: false, out var decoded);
            if (length == MarkupReferences.Unsure)
                return false;
            safe.Text(decoded);
            text = text[(at + Math.Max(length, 1))..];
        }

        safe.Text(text);
        return true;
    }

    private bool ReadMarkup()
    {
        var rest = _html[_at..];
        var isEnd = rest is ['<', '/', ..];
        var nameAt = _at + (isEnd ? 2 : 1);
        if (nameAt >= _html.Length || !char.IsAsciiLetter(_html[nameAt]))
        {
            // A lone bracket is text; declarations, instructions and comments were removed before.
            _at++;
            return !isEnd && rest is not ['<', '!' or '?', ..] && ReadText("<");
        }

        var nameEnd = TagReader.EndOfName(_html, nameAt);
        var tag = MarkupTag.Find(_html[nameAt..nameEnd]);
        if (tag.Is(TagTraits.Rare) || tag.Name.Contains('<', StringComparison.Ordinal) || !IsWithinLimits(tag, isEnd))
            return false;
        _at = TagReader.ReadRest(_html, nameEnd, isEnd || !tag.Is(TagTraits.Kept) ? null : _attributes);
        if (_at == TagReader.Unfinished)
        {
            // A tag that the end of the text cuts off is left out.
            _at = _html.Length;
            return true;
        }

        return _at != TagReader.Unsure && (isEnd ? ReadEnd(tag) : ReadStart(tag));
    }

    /// <summary>Returns false where <see cref="NestingGuard"/> would begin to leave tags out.</summary>
    private bool IsWithinLimits(MarkupTag tag, bool isEnd)
    {
        var skips = tag.IsGuardedFormat ? _guardedFormats.Skips(tag, isEnd) : _guarded.Skips(tag, isEnd);
        return !skips && ++_tags < NestingGuard.MostTags && !_open.IsFull;
    }

    private bool ReadStart(MarkupTag tag)
    {
        if (tag.Is(TagTraits.Raw))
            return SkipRaw(tag);
        if (tag.Is(TagTraits.RowGroup | TagTraits.Cell) || tag.Name == "tr")
            return ReadTablePart(tag);
        if (_open.IsBetweenCells)
            return false;
        if (tag.Is(TagTraits.EndsParagraph))
            _open.CloseParagraph();
        else if (tag.Name is "li" or "dd" or "dt")
            _open.CloseItemBefore(tag);
        else if (_open.HasCutFormats)
            return false;
        if (tag.Is(TagTraits.Heading) && _open.Current?.Is(TagTraits.Heading) == true)
            _open.CloseOther(_open.Current);
        if ((tag.Name == "a" && _open.IndexOf("a") >= 0) || (tag.Name == "table" && _open.HasCutFormats))
            return false;
        _open.Open(tag, _attributes);
        return tag.Name != "pre" || SkipFirstBreak();
    }

    /// <summary>
    /// Skips the line break with which preformatted text may begin; one written as a reference is left to the full parser.
    /// </summary>
    private bool SkipFirstBreak()
    {
        var rest = _html[_at..];
        if (rest is ['\n', ..])
            _at++;
        return rest is not ['&', ..]
            || (MarkupReferences.Decode(rest, inValue: false, out var decoded) != MarkupReferences.Unsure && decoded != "\n");
    }

    /// <summary>Opens a part of a table together with the parts around it that the writer left out.</summary>
    private readonly bool ReadTablePart(MarkupTag tag)
    {
        if (!_open.IsBetweenCells && !_open.CloseCell())
            return true;
        if (!tag.Is(TagTraits.Cell) && _open.Current == MarkupTag.Row)
            _open.CloseOther(MarkupTag.Row);
        if (tag.Is(TagTraits.RowGroup) && _open.Current?.Is(TagTraits.RowGroup) == true)
            _open.CloseOther(_open.Current);
        if (!tag.Is(TagTraits.RowGroup) && _open.Current?.Name == "table")
            _open.Open(MarkupTag.Body);
        if (tag.Is(TagTraits.Cell) && _open.Current?.Is(TagTraits.RowGroup) == true)
            _open.Open(MarkupTag.Row);
        _open.Open(tag, _attributes);
        return true;
    }

    private readonly bool ReadEnd(MarkupTag tag)
    {
        if (tag.Is(TagTraits.Table | TagTraits.Cell))
            return CloseTablePart(tag);
        if (_open.IsBetweenCells)
            return !tag.Is(TagTraits.Format) && tag.Name is not ("p" or "br");
        if (tag.Is(TagTraits.Format))
            return _open.CloseFormat(tag);
        if (tag.Name is "br")
            return false;
        var isBlock = tag.Is(TagTraits.EndsParagraph | TagTraits.Special) && !tag.Is(TagTraits.Void | TagTraits.Raw);
        if (!isBlock)
        {
            _open.CloseOther(tag);
            return true;
        }

        var index = tag.Is(TagTraits.Heading) ? _open.IndexOfHeading()
            : _open.IndexOf(tag.Name, tag.Name == "li" ? TagTraits.List : TagTraits.None);
        if (index < 0 && tag == MarkupTag.Paragraph)
            _open.Open(tag);
        else if (index < 0)
            return true;
        _open.CloseTo(index < 0 ? _open.IndexOf(tag.Name) : index);
        return true;
    }

    private readonly bool CloseTablePart(MarkupTag tag)
    {
        var index = _open.IndexOfTablePart(tag.Name);
        if (index >= 0)
            _open.CloseTablePart(index);
        return true;
    }

    /// <summary>Skips what is no markup; a script that writes comments is left to the full parser.</summary>
    private bool SkipRaw(MarkupTag tag)
    {
        for (var at = _at; _html[at..].IndexOf("</") is >= 0 and var found;)
        {
            at += found + 2;
            var end = TagReader.EndOfName(_html, at);
            if (!_html[at..end].Equals(tag.Name, StringComparison.OrdinalIgnoreCase))
                continue;
            var isPlain = _html[_at..at].IndexOf("<!--") < 0;
            _at = TagReader.ReadRest(_html, end, null);
            if (_at < 0)
                _at = _html.Length;
            return isPlain;
        }

        _at = _html.Length;
        return true;
    }
}
