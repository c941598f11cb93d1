using System.Net;
using System.Text;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// Reads tags in any order, which is the tolerant path. It interprets undefined entities, bare ampersands, control characters,
/// unquoted attributes, undeclared prefixes, unclosed CDATA and a missing end.
/// </summary>
internal sealed class TolerantXmlReader(string text, FeedTreeBuilder tree)
{
    private const int MaxAttributes = 200;

    private const int LongestMendedValue = 2000;

    private readonly Dictionary<string, string> _addresses = new(StringComparer.Ordinal);

    /// <summary>Namespace bindings to restore when an element ends: XHTML content rebinds the default namespace.</summary>
    private readonly Stack<(string Name, List<(string Prefix, string? Address)> Saved)> _scopes = new();

    private static readonly string[] ItemEnds = ["</description>", "</content:encoded>", "</item>", "</entry>"];

    private readonly InternalEntities _entities = new();

    /// <summary>The next position of each of <see cref="ItemEnds"/>, as far as the text has been searched.</summary>
    private readonly int[] _itemEnds = [-1, -1, -1, -1];

    private bool _hasUnclosedCData;

    private bool _hasDocumentType;

    public void Read(CancellationToken cancellationToken)
    {
        for (var at = 0; at < text.Length && !tree.IsFull;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var tag = text.IndexOf('<', at);
            var end = tag < 0 ? text.Length : tag;
            if (end > at)
                tree.AddText(Decode(text.AsSpan(at, end - at)));
            if (tag < 0)
                return;
            at = ReadMarkup(tag);
        }
    }

    private int ReadMarkup(int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("<!--", StringComparison.Ordinal))
            return After("-->", at + 4);
        if (rest.StartsWith("<![CDATA[", StringComparison.OrdinalIgnoreCase))
            return ReadCData(at + 9);
        if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
            return SkipDocumentType(at);
        if (rest.StartsWith("<?", StringComparison.Ordinal) || rest.StartsWith("<!", StringComparison.Ordinal))
            return After(">", at + 2);
        if (rest.Length > 2 && rest[1] == '/' && IsNameStart(rest[2]))
            return ReadEndTag(at + 2);
        if (rest.Length > 1 && IsNameStart(rest[1]))
            return ReadStartTag(at + 1);
        tree.AddText("<");
        return at + 1;
    }

    private int After(string mark, int from)
    {
        var found = text.IndexOf(mark, Math.Min(from, text.Length), StringComparison.Ordinal);
        return found < 0 ? text.Length : found + mark.Length;
    }

    private int ReadCData(int from)
    {
        // A missing marker is not searched for again, because a document of nothing but opening markers would take quadratic
        // time.
        var end = _hasUnclosedCData ? -1 : text.IndexOf("]]>", from, StringComparison.Ordinal);
        _hasUnclosedCData |= end < 0;
        // An unclosed section ends where its element ends.
        var stop = end >= 0 ? end : NextItemEnd(from);
        tree.AddText(text[from..stop]);
        return end >= 0 ? end + 3 : stop;
    }

    private int NextItemEnd(int from)
    {
        for (var i = 0; i < ItemEnds.Length; i++)
        {
            if (_itemEnds[i] < from)
                _itemEnds[i] = text.IndexOf(ItemEnds[i], from, StringComparison.OrdinalIgnoreCase) is >= 0 and var found
                    ? found : text.Length;
            if (_itemEnds[i] < text.Length)
                return _itemEnds[i];
        }

        return text.Length;
    }

    private int SkipDocumentType(int at)
    {
        var end = text.IndexOf('>', at);
        if (end < 0)
            return text.Length;
        var subset = text.IndexOf('[', at, end - at);
        if (subset < 0 || _hasDocumentType)
            return end + 1;
        _hasDocumentType = true;
        var close = text.IndexOf("]>", subset, StringComparison.Ordinal);
        if (close < 0)
            close = text.IndexOf(']', subset);
        if (close < 0)
            return end + 1;
        _entities.Declare(text.AsSpan(subset, close - subset));
        return After(">", close);
    }

    private int ReadEndTag(int at)
    {
        var nameEnd = EndOfName(at);
        var (prefix, local) = Split(text.AsSpan(at, nameEnd - at));
        tree.Close(tree.NameOf(prefix, local, Address(prefix)));
        var name = text[at..nameEnd];
        while (_scopes.TryPeek(out var scope) && scope.Name == name)
        {
            foreach (var (bound, address) in scope.Saved)
                Bind(bound, address);
            _scopes.Pop();
            if (scope.Name == name)
                break;
        }

        // In "</title<link>" the closing bracket is missing.
        var end = text.AsSpan(nameEnd).IndexOfAny('<', '>');
        return end < 0 ? text.Length : nameEnd + end + (text[nameEnd + end] == '>' ? 1 : 0);
    }

    private int ReadStartTag(int at)
    {
        var nameEnd = EndOfName(at);
        var attributes = new List<(string Prefix, string Local, string Value)>();
        var next = ReadAttributes(nameEnd, attributes, out var isEmpty);
        var name = text[at..nameEnd];
        var saved = new List<(string Prefix, string? Address)>();
        foreach (var (prefix, local, value) in attributes)
        {
            var bound = prefix == "xmlns" ? local : prefix.Length == 0 && local == "xmlns" ? string.Empty : null;
            if (bound is null)
                continue;
            saved.Add((bound, Address(bound)));
            Bind(bound, value);
        }

        var (elementPrefix, elementLocal) = Split(name);
        var element = tree.NameOf(elementPrefix, elementLocal, Address(elementPrefix));
        tree.Open(element, Canonical(attributes));
        if (isEmpty)
        {
            tree.Close(element);
            foreach (var (bound, old) in saved)
                Bind(bound, old);
        }
        else if (saved.Count > 0 || (_scopes.TryPeek(out var inner) && inner.Name == name))
        {
            _scopes.Push((name, saved));
        }

        return next;
    }

    private int ReadAttributes(int at, List<(string Prefix, string Local, string Value)> attributes, out bool isEmpty)
    {
        isEmpty = false;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '>')
                return at + 1;
            if (c == '<')
                return at;
            if (c == '/' && at + 1 < text.Length && text[at + 1] == '>')
            {
                isEmpty = true;
                return at + 2;
            }

            if (!IsNameStart(c))
            {
                at++;
                continue;
            }

            at = ReadAttribute(at, attributes);
        }

        return at;
    }

    private int ReadAttribute(int at, List<(string Prefix, string Local, string Value)> attributes)
    {
        var nameEnd = EndOfName(at);
        var (prefix, local) = Split(text.AsSpan(at, nameEnd - at));
        at = SkipBlanks(nameEnd);
        var value = string.Empty;
        if (at < text.Length && text[at] == '=')
        {
            at = SkipBlanks(at + 1);
            var quote = at < text.Length && text[at] is '"' or '\'' ? text[at] : '\0';
            var start = quote == '\0' ? at : at + 1;
            var end = quote == '\0' ? EndOfBareValue(start) : EndOfQuoted(start, quote);
            if (end < 0)
                end = EndOfBareValue(start);
            value = Decode(text.AsSpan(start, end - start));
            at = quote != '\0' && end < text.Length && text[end] == quote ? end + 1 : end;
        }

        if (attributes.Count < MaxAttributes)
            attributes.Add((prefix, local, value));
        return at;
    }

    /// <summary>
    /// Finds the quote that ends a value. In <c>text="the "good" paper" type="rss"</c> it is the last of <c>text</c>, because no
    /// attribute follows the others. If none qualifies before the tag ends, the first one is used.
    /// </summary>
    private int EndOfQuoted(int start, char quote)
    {
        var first = text.IndexOf(quote, start);
        var last = first < 0 ? -1 : Math.Min(text.Length, first + LongestMendedValue);
        for (var end = first; end >= 0 && end < last; end = text.IndexOf(quote, end + 1, last - end - 1))
        {
            if (EndsValue(end + 1))
                return end;
            if (end + 1 >= last)
                break;
        }

        return first;
    }

    private bool EndsValue(int at)
    {
        if (at >= text.Length || text[at] is '>' or '/' or '?')
            return true;
        if (!char.IsWhiteSpace(text[at]))
            return false;
        at = SkipBlanks(at);
        if (at >= text.Length || text[at] is '>' or '/' or '?')
            return true;
        var end = EndOfName(at);
        return end > at
            && (end >= text.Length || text[end] is '=' or '>' or '/'
            || (char.IsWhiteSpace(text[end]) && SkipBlanks(end) is var next && next < text.Length && text[next] == '='));
    }

    private int EndOfBareValue(int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not '>' and not '<')
            at++;
        return at;
    }

    private int SkipBlanks(int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private int EndOfName(int at)
    {
        while (at < text.Length && (IsNameStart(text[at]) || char.IsAsciiDigit(text[at]) || text[at] is '-' or '.' or ':'))
            at++;
        return at;
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static (string Prefix, string Local) Split(ReadOnlySpan<char> name)
    {
        var colon = name.IndexOf(':');
        return colon < 0 ? (string.Empty, name.ToString()) : (name[..colon].ToString(), name[(colon + 1)..].ToString());
    }

    private string? Address(string prefix) => _addresses.GetValueOrDefault(prefix);

    private void Bind(string prefix, string? address)
    {
        if (address is null)
            _addresses.Remove(prefix);
        else
            _addresses[prefix] = FeedNamespaces.Bounded(address);
    }

    private List<FeedAttribute> Canonical(List<(string Prefix, string Local, string Value)> attributes)
    {
        var canonical = new List<FeedAttribute>(attributes.Count);
        foreach (var (prefix, local, value) in attributes)
        {
            if (prefix == "xmlns" || (prefix.Length == 0 && local == "xmlns"))
                continue;
            var known = prefix.Length == 0 ? string.Empty : FeedNamespaces.PrefixOf(Address(prefix), prefix) ?? prefix;
            var lower = local.ToLowerInvariant();
            canonical.Add(new(known.Length == 0 ? lower : $"{known}:{lower}", value));
        }

        return canonical;
    }

    /// <summary>
    /// Resolves the entities of the document and of HTML; an ampersand that begins neither is a literal character.
    /// </summary>
    private string Decode(ReadOnlySpan<char> raw)
    {
        if (!raw.Contains('&'))
            return raw.ToString();
        return _entities.IsEmpty ? WebUtility.HtmlDecode(raw.ToString()) : DecodeDeclared(raw);
    }

    private string DecodeDeclared(ReadOnlySpan<char> raw)
    {
        var decoded = new StringBuilder(raw.Length);
        while (raw.IndexOf('&') is >= 0 and var at)
        {
            var tail = raw[(at + 1)..];
            var end = tail[..Math.Min(tail.Length, 66)].IndexOf(';');
            if (end > 0 && _entities.Find(tail[..end]) is { } value)
            {
                decoded.Append(WebUtility.HtmlDecode(raw[..at].ToString())).Append(value);
                raw = tail[(end + 1)..];
                continue;
            }

            // No part of this reference can remain before the next ampersand.
            var next = tail.IndexOf('&');
            var stop = next < 0 ? raw.Length : at + 1 + next;
            decoded.Append(WebUtility.HtmlDecode(raw[..stop].ToString()));
            raw = raw[stop..];
        }

        return decoded.Append(raw).ToString();
    }
}
