using System.Buffers;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// Reads well-formed XML in one pass and refuses any other, which the tolerant reader then mends. A document type is skipped: neither
/// its entities nor anything outside the document is read.
/// </summary>
internal ref struct StrictXmlReader
{
    /// <summary>Attributes are compared with each other.</summary>
    private const int MostAttributes = 200;

    private static readonly List<FeedAttribute> NoAttributes = [];

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\n/>=");

    private readonly ReadOnlySpan<char> _text;
    private readonly FeedTreeBuilder _tree;
    private readonly XmlNames _names;
    private readonly List<(XmlName Name, string Value)> _attributes = [];
    private readonly Stack<(XmlName Written, string Name)> _open = new();
    private int _at;
    private bool _hasRoot;

    /// <summary>The depth from which on blanks between elements count, because the document says so; 0 if they do not.</summary>
    private int _keepsBlanks;

    private StrictXmlReader(string text, FeedTreeBuilder tree)
    {
        _text = text;
        _tree = tree;
        _names = new XmlNames(tree);
    }

    /// <summary>Returns false if the text is not well-formed or is nested too deep.</summary>
    public static bool TryRead(string text, FeedTreeBuilder tree, CancellationToken cancellationToken)
    {
        if (!XmlText.IsAllowed(text))
            return false;
        if (text.Contains('\r', StringComparison.Ordinal))
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return new StrictXmlReader(text, tree).Read(cancellationToken);
    }

    private bool Read(CancellationToken cancellationToken)
    {
        // The rest of a document with too many nodes is dropped, as the tolerant reader drops it.
        while (_at < _text.Length && !_tree.IsFull)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = _text[_at..].IndexOf('<');
            var text = length < 0 ? _text[_at..] : _text.Slice(_at, length);
            _at += text.Length;
            if (!ReadText(text) || (_at < _text.Length && !ReadMarkup()))
                return false;
        }

        return _tree.IsFull || (_hasRoot && _open.Count == 0);
    }

    private readonly bool ReadText(ReadOnlySpan<char> text)
    {
        if (XmlText.IsBlank(text) && _keepsBlanks == 0)
            return true;
        if (_open.Count == 0 || text.IndexOf("]]>") >= 0 || XmlText.Decode(text) is not { } decoded)
            return false;
        if (_keepsBlanks > 0 || !XmlText.IsBlank(decoded))
            _tree.AddText(decoded);
        return true;
    }

    private bool ReadMarkup()
    {
        var rest = _text[_at..];
        return rest switch
        {
            ['<', '/', ..] => ReadEndTag(rest),
            ['<', '?', ..] => SkipInstruction(rest),
            ['<', '!', '-', '-', ..] => SkipComment(rest),
            ['<', '!', '[', ..] => ReadSection(rest),
            ['<', '!', ..] => SkipDocumentType(rest),
            _ => ReadStartTag(),
        };
    }

    private bool ReadEndTag(ReadOnlySpan<char> rest)
    {
        if (!_open.TryPop(out var open) || !rest[2..].StartsWith(open.Written.Written, StringComparison.Ordinal))
            return false;
        var end = SkipBlanks(_at + 2 + open.Written.Written.Length);
        if (end >= _text.Length || _text[end] != '>')
            return false;
        _at = end + 1;
        Leave(open.Name);
        return true;
    }

    private void Leave(string name)
    {
        _tree.Close(name);
        _names.Leave(_open.Count + 1);
        if (_open.Count < _keepsBlanks)
            _keepsBlanks = 0;
    }

    private bool SkipInstruction(ReadOnlySpan<char> rest) => SkipTo(XmlProlog.EndOfInstruction(rest, isFirst: _at == 0));

    private bool SkipDocumentType(ReadOnlySpan<char> rest) => !_hasRoot && SkipTo(XmlProlog.EndOfDocumentType(rest));

    private bool SkipTo(int length)
    {
        _at += Math.Max(0, length);
        return length > 0;
    }

    private bool SkipComment(ReadOnlySpan<char> rest)
    {
        var end = rest[4..].IndexOf("--");
        if (end < 0 || end + 6 >= rest.Length || rest[end + 6] != '>')
            return false;
        _at += end + 7;
        return true;
    }

    private bool ReadSection(ReadOnlySpan<char> rest)
    {
        const string start = "<![CDATA[";
        var end = rest.IndexOf("]]>");
        if (_open.Count == 0 || end < start.Length || !rest.StartsWith(start, StringComparison.Ordinal))
            return false;
        _tree.AddText(rest[start.Length..end].ToString());
        _at += end + 3;
        return true;
    }

    private bool ReadStartTag()
    {
        if (_open.Count >= FeedTreeBuilder.MaxDepth - 1 || (_hasRoot && _open.Count == 0))
            return false;
        _hasRoot = true;
        var length = _text[(_at + 1)..].IndexOfAny(NameEnds);
        if (length <= 0 || _names.Find(_text.Slice(_at + 1, length)) is not { } written)
            return false;
        _at += 1 + length;
        if (!ReadAttributes() || _at >= _text.Length)
            return false;
        var isEmpty = _text[_at] == '/';
        if (isEmpty && (++_at >= _text.Length || _text[_at] != '>'))
            return false;
        _at++;
        if (_names.ElementName(written) is not { } name || Attributes() is not { } attributes)
            return false;
        _tree.Open(name, attributes);
        if (isEmpty)
            Leave(name);
        else
            _open.Push((written, name));
        return true;
    }

    /// <summary>Reads the attributes and declares the namespaces of a tag; ends at its slash or bracket.</summary>
    private bool ReadAttributes()
    {
        _attributes.Clear();
        while (true)
        {
            var start = SkipBlanks(_at);
            if (start >= _text.Length || _text[start] is '>' or '/')
            {
                _at = start;
                return true;
            }

            var length = _text[start..].IndexOfAny(NameEnds);
            if (start == _at || length <= 0 || _names.Find(_text.Slice(start, length)) is not { } name
                || !ReadValue(start + length, out var value))
                return false;
            if (name.IsDeclaration && !_names.Declare(name, value, _open.Count + 1))
                return false;
            foreach (var (other, _) in _attributes)
            {
                if (other == name)
                    return false;
            }

            if (_attributes.Count == MostAttributes)
                return false;
            _attributes.Add((name, value));
        }
    }

    private bool ReadValue(int at, out string value)
    {
        value = string.Empty;
        at = SkipBlanks(at);
        if (at >= _text.Length || _text[at] != '=')
            return false;
        at = SkipBlanks(at + 1);
        if (at >= _text.Length || _text[at] is not ('"' or '\''))
            return false;
        var length = _text[(at + 1)..].IndexOf(_text[at]);
        if (length < 0)
            return false;
        var raw = _text.Slice(at + 1, length);
        _at = at + length + 2;
        if (raw.Contains('<'))
            return false;
        // Line breaks and tabs in a value are blanks, unless they are written as references.
        if (raw.IndexOfAny('\n', '\t') >= 0)
            raw = raw.ToString().Replace('\n', ' ').Replace('\t', ' ');
        if (XmlText.Decode(raw) is not { } decoded)
            return false;
        value = decoded;
        return true;
    }

    /// <summary>Returns the attributes by their canonical names, or null if one of them is wrong.</summary>
    private List<FeedAttribute>? Attributes()
    {
        List<FeedAttribute>? found = null;
        foreach (var (written, value) in _attributes)
        {
            if (written.IsDeclaration)
                continue;
            if (_names.AttributeName(written) is not { } name)
                return null;
            if (name == "xml:space" && value is not ("preserve" or "default"))
                return null;
            if (name == "xml:space" && value == "preserve" && _keepsBlanks == 0)
                _keepsBlanks = _open.Count + 1;
            (found ??= new(_attributes.Count)).Add(new(name, value));
        }

        return found ?? NoAttributes;
    }

    private readonly int SkipBlanks(int at)
    {
        while (at < _text.Length && _text[at] is ' ' or '\t' or '\n')
            at++;
        return at;
    }
}
