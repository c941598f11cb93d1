using System.Net;
using System.Text;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>A text of a feed with a flag that says whether it is HTML.</summary>
internal readonly record struct FeedText(string Value, bool IsHtml)
{
    private static readonly System.Buffers.SearchValues<char> NameLetters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>A shorter text counts as base64 only if it decodes to text.</summary>
    private const int ShortestFile = 24;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Value);

    /// <summary>Reads an RSS text. RSS does not state the type of its text, so tags or entities make it HTML.</summary>
    public static FeedText ReadRss(FeedNode node)
    {
        if (node.HasElements)
            return new(node.InnerMarkup(), true);
        var text = WithoutSecondEscape(node.InnerText());
        return new(text, Markup.IsHtml(text));
    }

    /// <summary>
    /// Reads a name or a title in a format without HTML: character references are resolved, because many feeds write them, but
    /// tags are not interpreted.
    /// </summary>
    public static FeedText ReadPlain(string text) => new(text, Markup.HasEntity(text) && !Markup.HasTag(text));

    /// <summary>Reads an Atom text construct or content element of version 1.0 (type) or 0.3 (mode and type).</summary>
    public static FeedText ReadAtom(FeedNode node)
    {
        var stated = node.Attribute("type")?.Trim().ToLowerInvariant();
        var type = stated ?? "text";
        var mode = node.Attribute("mode")?.Trim().ToLowerInvariant();
        if (mode == "base64")
            return FromBase64(node.InnerText(), type);
        if (type.StartsWith("multipart/", StringComparison.Ordinal)
            && node.Children.FindLast(child => child.Name == "atom:content") is { } richest)
            return ReadAtom(richest);
        var text = node.HasElements ? string.Empty : node.InnerText();
        // XHTML without elements whose text contains tags is really escaped HTML.
        var isXhtml = type is "xhtml" or "application/xhtml+xml";
        if (node.HasElements || (isXhtml && !Markup.HasTag(text)))
            return new(Unwrapped(node).InnerMarkup(), true);
        if (isXhtml || type is "html" or "text/html")
            return new(text, true);
        // RFC 4287, 4.1.3.3: content of any other media type is base64, but many feeds with such a type hold plain text.
        if (type.Contains('/', StringComparison.Ordinal) && !IsTextual(type) && TryDecode(text, out var bytes))
        {
            if (TextOf(bytes) is { IsEmpty: false } decoded)
                return decoded with { IsHtml = Markup.HasTag(decoded.Value) };
            // A short word such as "news" is valid base64 by chance.
            if (text.Trim().Length >= ShortestFile)
                return default;
        }

        if (mode == "escaped")
            return new(text, Markup.IsHtml(text));
        // A feed that states no type may not know types at all: references that nobody writes literally in a title are resolved,
        // those of markup stay.
        return stated is null && Markup.HasEntity(text, butThoseOfMarkup: true) ? ReadPlain(text) : new(text, false);
    }

    /// <summary>Returns the text for titles and names: one line without markup.</summary>
    public string? Inline()
    {
        if (IsEmpty)
            return null;
        // Without any tag an angle bracket is a literal character: "blocker for <texlive" is the whole title.
        var html = !IsHtml || Markup.HasTag(Value) ? Value : Value.Replace("<", "&lt;", StringComparison.Ordinal);
        var line = PlainText.OnOneLine(IsHtml ? HtmlSanitizing.TextOf(html) : Value);
        return line.Length == 0 ? null : line;
    }

    /// <summary>Returns the text as HTML; plain text keeps its lines.</summary>
    public string Html() => IsHtml ? Value : Markup.Escape(Value.Trim()).ReplaceLineEndings("<br>\n");

    /// <summary>
    /// Undoes a second escaping of the whole text: the text begins with the tag of an element that it also closes, and contains
    /// no other unescaped tag.
    /// </summary>
    private static string WithoutSecondEscape(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (!trimmed.StartsWith("&lt;", StringComparison.OrdinalIgnoreCase) || !trimmed.EndsWith("&gt;", StringComparison.OrdinalIgnoreCase)
            || Markup.HasTag(text))
            return text;
        var decoded = WebUtility.HtmlDecode(trimmed.ToString());
        var nameEnd = decoded.AsSpan(1).IndexOfAnyExcept(NameLetters);
        return nameEnd > 0 && Markup.HasTag(decoded)
            && decoded.Contains($"</{decoded.AsSpan(1, nameEnd)}>", StringComparison.OrdinalIgnoreCase) ? decoded : text;
    }

    private static FeedNode Unwrapped(FeedNode node)
    {
        var elements = node.Children.Where(child => !child.IsText).Take(2).ToList();
        var isOnlyDiv = elements is [{ Name: "xhtml:div" or "div" or "atom:div" }]
            && node.Children.TrueForAll(child => !child.IsText || string.IsNullOrWhiteSpace(child.Text));
        return isOnlyDiv ? elements[0] : node;
    }

    private static FeedText FromBase64(string text, string type)
    {
        if (!(IsTextual(type) || !type.Contains('/', StringComparison.Ordinal)) || !TryDecode(text, out var bytes))
            return default;
        return TextOf(bytes) with { IsHtml = type.Contains("html", StringComparison.Ordinal) };
    }

    private static bool TryDecode(string text, out ReadOnlySpan<byte> bytes)
    {
        var buffer = new byte[(text.Length * 3 / 4) + 3];
        var isBase64 = Convert.TryFromBase64String(text, buffer, out var written) && written > 0;
        bytes = buffer.AsSpan(0, written);
        return isBase64;
    }

    /// <summary>Bytes that are not text are a file, and a file is never the text of an item.</summary>
    private static FeedText TextOf(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) && bytes.IndexOf((byte)0) < 0 ? new(Encoding.UTF8.GetString(bytes), false) : default;

    private static bool IsTextual(string type) =>
        type.StartsWith("text", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal)
            || type.Contains("html", StringComparison.Ordinal);
}
