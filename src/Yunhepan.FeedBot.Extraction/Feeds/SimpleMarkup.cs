using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// Reads the markup that most feeds contain: paragraphs, links, pictures and lists, well nested and well quoted. For it the
/// result is exactly that of <see cref="HtmlSanitizing"/> and <see cref="PlainText"/>, without a tree and many times as fast; any
/// other fragment is refused. A test compares the two.
/// </summary>
internal ref struct SimpleMarkup
{
    private const int Deepest = 9;

    private const int MostAttributes = 12;

    private static readonly SearchValues<char> SpecialInText = SearchValues.Create("<&\r\0\u00a0");

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\n/>=");

    /// <summary>Attributes that the sanitiser keeps unchanged. Addresses are handled separately.</summary>
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Kept =
        "alt title width height datetime lang dir start value type".Split(' ').Select((name, index) => (name, index))
        .ToFrozenDictionary(pair => pair.name, pair => 1 << pair.index, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Attributes that the sanitiser drops and that never hold the real address of a picture.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Dropped =
        "class id style rel target align border name loading decoding role color face size hspace vspace clear sizes fetchpriority".Split(
            ' ')
        .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-");

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private readonly ReadOnlySpan<char> _html;
    private readonly Uri? _baseUrl;
    private readonly StringBuilder _safe;
    private readonly StringBuilder _text;
    private readonly SimpleTag[] _open;
    private int _depth;
    private int _at;

    private SimpleMarkup(string html, Uri? baseUrl)
    {
        _html = html;
        _baseUrl = baseUrl;
        _safe = new StringBuilder(html.Length + 16);
        _text = new StringBuilder(html.Length);
        _open = new SimpleTag[Deepest];
    }

    /// <param name="html">A fragment.</param>
    /// <param name="baseUrl">The base against which links are resolved.</param>
    /// <param name="safe">The sanitised HTML.</param>
    /// <param name="text">Its plain text in paragraphs.</param>
    /// <returns>False if the fragment needs the full parser.</returns>
    public static bool TryRead(string html, Uri? baseUrl, out string safe, out string text)
    {
        // Like the sanitiser, this returns a text without markup unchanged.
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
        {
            safe = html.Trim();
            text = PlainText.FromHtml(safe);
            return true;
        }

        var markup = new SimpleMarkup(html, baseUrl);
        if (!markup.Read())
        {
            safe = text = string.Empty;
            return false;
        }

        safe = markup._safe.ToString().Trim();
        text = safe.AsSpan().IndexOfAny('<', '&') < 0 ? PlainText.FromHtml(safe) : PlainText.Tidy(markup._text.ToString());
        return true;
    }

    /// <summary>Returns the same text as <see cref="PlainText.FromHtml"/>.</summary>
    public static string PlainTextOf(string html) => TryRead(html, null, out _, out var text) ? text : PlainText.FromHtml(html);

    private bool Read()
    {
        while (_at < _html.Length)
        {
            if (_html[_at] == '<' ? !ReadTag() : !ReadText())
                return false;
        }

        return _depth == 0;
    }

    private bool ReadText()
    {
        var end = _html[_at..].IndexOf('<');
        var raw = end < 0 ? _html[_at..] : _html.Slice(_at, end);
        _at += raw.Length;
        if (raw.IndexOfAny(SpecialInText) < 0)
        {
            PlainText.AppendData(raw, _text);
            SimpleText.AppendEscaped(_safe, raw, isValue: false);
            return true;
        }

        var data = new StringBuilder(raw.Length);
        while (raw.IndexOfAny(SpecialInText) is >= 0 and var at)
        {
            data.Append(raw[..at]);
            raw = raw[at..];
            if (raw[0] == '\u00a0')
            {
                data.Append('\u00a0');
                raw = raw[1..];
                continue;
            }

            if (raw[0] != '&' || !SimpleText.TryDecode(raw, data, out var length))
                return false;
            raw = raw[length..];
        }

        var decoded = data.Append(raw).ToString();
        PlainText.AppendData(decoded, _text);
        SimpleText.AppendEscaped(_safe, decoded, isValue: false);
        return true;
    }

    private bool ReadTag()
    {
        var isEnd = _at + 1 < _html.Length && _html[_at + 1] == '/';
        var rest = _html[(_at + (isEnd ? 2 : 1))..];
        var nameEnd = rest.IndexOfAny(NameEnds);
        if (nameEnd <= 0 || !SimpleTag.All.TryGetValue(rest[..nameEnd], out var tag))
            return false;
        _at = _html.Length - rest.Length + nameEnd;
        return isEnd ? Close(tag) : Open(tag);
    }

    private bool Close(SimpleTag tag)
    {
        if (_at >= _html.Length || _html[_at] != '>' || _depth == 0 || _open[_depth - 1] != tag)
            return false;
        _at++;
        _depth--;
        _safe.Append("</").Append(tag.Name).Append('>');
        if (tag.Is(TagTraits.Block))
            _text.Append('\n');
        return true;
    }

    private bool Open(SimpleTag tag)
    {
        if (!FitsHere(tag))
            return false;
        _safe.Append('<').Append(tag.Name);
        if (!ReadAttributes(tag))
            return false;
        _safe.Append('>');
        if (tag.Name == "br")
            _text.Append('\n');
        else if (tag.Is(TagTraits.Block))
            _text.Append('\n', tag.Is(TagTraits.Void) ? 2 : 1);
        if (!tag.Is(TagTraits.Void))
            _open[_depth++] = tag;
        return true;
    }

    /// <summary>
    /// Returns false where an HTML parser would close or move an element, so that the fragment needs the full parser.
    /// </summary>
    private readonly bool FitsHere(SimpleTag tag)
    {
        if (_depth == Deepest)
            return false;
        var parent = _depth == 0 ? null : _open[_depth - 1];
        if (tag.Name == "li" && parent?.Is(TagTraits.List) != true)
            return false;
        if (tag.Is(TagTraits.Heading) && parent?.Is(TagTraits.Heading) == true)
            return false;
        foreach (var open in _open.AsSpan(0, _depth))
        {
            if ((tag.Is(TagTraits.Block) && open.Name == "p") || (tag.Name == "a" && open.Name == "a"))
                return false;
        }

        return true;
    }

    private bool ReadAttributes(SimpleTag tag)
    {
        var (hasAddress, kept) = (false, 0);
        for (var count = 0; count <= MostAttributes; count++)
        {
            var start = _at;
            while (_at < _html.Length && _html[_at] is ' ' or '\t' or '\n')
                _at++;
            var rest = _html[_at..];
            if (rest is ['>', ..] || (rest is ['/', '>', ..] && tag.Is(TagTraits.Void)))
            {
                _at += rest[0] == '/' ? 2 : 1;
                return hasAddress || tag.Name != "img";
            }

            var nameEnd = rest.IndexOfAny(NameEnds);
            if (start == _at || nameEnd <= 0 || nameEnd + 2 >= rest.Length || rest[nameEnd] != '='
                || rest[nameEnd + 1] is not ('"' or '\''))
                return false;
            var name = rest[..nameEnd];
            rest = rest[(nameEnd + 2)..];
            var length = rest.IndexOf(_html[_html.Length - rest.Length - 1]);
            if (length < 0)
                return false;
            _at = _html.Length - rest.Length + length + 1;
            if (!ReadAttribute(tag, name, rest[..length], ref hasAddress, ref kept))
                return false;
        }

        return false;
    }

    private readonly bool ReadAttribute(SimpleTag tag, ReadOnlySpan<char> name, ReadOnlySpan<char> raw, ref bool hasAddress, ref int kept)
    {
        var isImage = tag.Name == "img";
        if (name.IndexOfAnyExcept(NameLetters) >= 0)
            return false;
        if (isImage ? name is "src" : name is "href" && tag.Name == "a")
        {
            if (hasAddress || !SimpleText.TryDecodeValue(raw, out var written) || (isImage && LazyImages.IsPlaceholder(written)))
                return false;
            hasAddress = true;
            var address = isImage ? WebAddress.Resolve(written, _baseUrl) : WebAddress.ResolveLink(written, _baseUrl);
            if (address is not { Length: > 0 })
                return !isImage;
            AppendAttribute(isImage ? "src" : "href", address);
            return true;
        }

        if (Dropped.Contains(name))
            return !isImage || name is not "style";
        if (!Kept.TryGetValue(name, out var bit))
            return !isImage && name.StartsWith("data-", StringComparison.Ordinal);
        // A repeated attribute is ignored, and a picture of two pixels is not a picture.
        if ((kept & bit) != 0 || !SimpleText.TryDecodeValue(raw, out var value)
            || (isImage && name is "width" or "height" && !IsVisibleSize(value)))
            return false;
        // An emoji image becomes part of the text.
        if (isImage && name is "alt" && PlainText.IsEmoji(value))
            return false;
        kept |= bit;
        AppendAttribute(name, value);
        return true;
    }

    private static bool IsVisibleSize(string size) => size is [not '0', _, ..] && size.AsSpan().IndexOfAnyExcept(Digits) < 0;

    private readonly void AppendAttribute(ReadOnlySpan<char> name, string value)
    {
        _safe.Append(' ').Append(name).Append("=\"");
        SimpleText.AppendEscaped(_safe, value, isValue: true);
        _safe.Append('"');
    }
}
