namespace Yunhepan.FeedBot.Extraction.Html;

/// <param name="Html">Safe HTML.</param>
/// <param name="Text">Its plain text in paragraphs.</param>
internal readonly record struct SafeText(string Html, string Text);

/// <summary>
/// The sanitiser. It is told the elements and texts of foreign HTML in order, by whatever reads them, and writes those that
/// <see cref="MarkupTag"/> and <see cref="MarkupName"/> allow, with absolute addresses and pictures that exist: known tags, known
/// attributes and escaped text, so that no input can make it write anything else. The plain text comes out of the same pass.
/// </summary>
internal sealed class SafeMarkup(Uri? baseUrl, int capacity) : IDisposable
{
    /// <summary>Old browsers run such a value (<c>&amp;{…}</c>) as a script.</summary>
    private const string ScriptInclude = "&{";

    private readonly PooledText _html = new(capacity);
    private readonly SeenText _text = new(capacity);
    private readonly WrittenElements _written = new();
    private readonly Indentation _indentation = new();

    /// <summary>How many open elements are removed with their content.</summary>
    private int _dropped;

    private int _unseen, _preformatted;

    /// <summary>The length of the HTML right after the last start tag of preformatted text.</summary>
    private int _preStart = -1;

    public void Open(MarkupTag tag, MarkupAttributes attributes)
    {
        if (tag.Is(TagTraits.Dropped) && !tag.Is(TagTraits.Void))
            _dropped++;
        if (_dropped > 0 || !tag.Is(TagTraits.Kept) || (tag.Name == "img" && !LazyImages.Settle(attributes, baseUrl)))
            return;
        foreach (var ended in _written.EndBefore(tag))
            WriteEnd(ended);
        if (!tag.Is(TagTraits.Void) && !_written.Add(tag))
            return;
        _html.Append('<').Append(tag.Name);
        for (var i = 0; i < attributes.Count; i++)
            Write(attributes[i].Name, attributes[i].Value);
        _html.Append('>');
        ShowStart(tag, attributes);
    }

    /// <summary>Ends an element that is not void.</summary>
    public void Close(MarkupTag tag)
    {
        if (_dropped > 0 || !tag.Is(TagTraits.Kept))
        {
            _dropped -= tag.Is(TagTraits.Dropped) ? 1 : 0;
            return;
        }

        _text.EndNode();
        if (_written.Remove())
            WriteEnd(tag);
    }

    /// <summary>Takes text, or a piece of it, with its references decoded.</summary>
    public void Text(ReadOnlySpan<char> data)
    {
        if (_dropped > 0 || data.IsEmpty)
            return;
        // An HTML parser drops the first line break of preformatted text.
        if (_preStart == _html.Length && data[0] == '\n')
            _html.Append('\n');
        _indentation.Append(_html, data, isPreformatted: _preformatted > 0);
        if (_unseen == 0 && _preformatted > 0)
            _text.AppendAsIs(data);
        else if (_unseen == 0)
            _text.Append(data);
    }

    /// <summary>Forgets everything that was read.</summary>
    public void Clear()
    {
        _html.Clear();
        _text.Clear();
        _written.Clear();
        _indentation.Clear();
        (_dropped, _unseen, _preformatted, _preStart) = (0, 0, 0, -1);
    }

    public string ToHtml() => _html.Span.Trim().ToString();

    public SafeText ToText()
    {
        var html = ToHtml();
        // Without markup it is a plain text, which keeps its lines.
        return new(html, html.AsSpan().IndexOfAny('<', '&') < 0 ? PlainText.Tidy(html) : _text.ToString());
    }

    public void Dispose()
    {
        _html.Dispose();
        _text.Dispose();
    }

    private void ShowStart(MarkupTag tag, MarkupAttributes attributes)
    {
        _text.EndNode();
        _indentation.See(tag);
        if (tag.Is(TagTraits.Unseen))
            _unseen++;
        if (tag.Name == "pre")
        {
            _preformatted++;
            _preStart = _html.Length;
        }

        if (_unseen > 0)
            return;
        if (tag.Name == "br")
            _text.AppendAsIs("\n");
        else if (tag.Is(TagTraits.Block))
            _text.AppendAsIs(tag.Is(TagTraits.Void) ? "\n\n" : "\n");
        // Blogs replace the emoji that their authors type with images.
        else if (tag.Name == "img" && attributes.Find(MarkupName.Alternative) is { } alternative && PlainText.IsEmoji(alternative))
            _text.AppendAsIs(alternative);
    }

    private void WriteEnd(MarkupTag tag)
    {
        _html.Append("</").Append(tag.Name).Append('>');
        _text.EndNode();
        _indentation.See(tag);
        if (tag.Is(TagTraits.Unseen))
            _unseen--;
        else if (_unseen == 0 && tag.Is(TagTraits.Block | TagTraits.Cell))
            _text.AppendAsIs(tag.Is(TagTraits.Block) ? "\n" : "\t");
        if (tag.Name == "pre")
            _preformatted--;
    }

    private void Write(MarkupName name, string value)
    {
        if (!name.IsKept)
            return;
        var safe = name == MarkupName.Href ? WebAddress.ResolveLink(value, baseUrl)
            : name == MarkupName.Source || name == MarkupName.Cite || name == MarkupName.Poster ? WebAddress.Resolve(value, baseUrl)
            : name == MarkupName.Set ? SourceSet.Resolve(value, baseUrl)
            : value;
        if (safe is not null && !safe.Contains(ScriptInclude, StringComparison.Ordinal))
            _html.Append(' ').Append(name.Text).Append("=\"").AppendValue(safe).Append('"');
    }
}
