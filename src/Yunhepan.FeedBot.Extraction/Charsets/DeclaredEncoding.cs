using System.Buffers;
using System.Text;

namespace Yunhepan.FeedBot.Extraction.Charsets;

/// <summary>Reads the character set that a document or its HTTP header declares.</summary>
internal static class DeclaredEncoding
{
    private static readonly SearchValues<char> ValueEnds = SearchValues.Create("\"' ;,/?>\t\r\n");

    private const int HeadLimit = 128 * 1024;

    public static string? InHeader(string? contentType) =>
        contentType is null ? null : Value(contentType.AsSpan(), "charset");

    /// <summary>
    /// Returns the encoding of the XML prolog, or else of the first meta element with a charset in the head of an HTML document.
    /// </summary>
    public static string? InDocument(ReadOnlySpan<byte> content, bool isXml)
    {
        var head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, HeadLimit)]);
        var prolog = head.IndexOf("<?xml", StringComparison.OrdinalIgnoreCase);
        if (prolog is >= 0 and < 1024)
        {
            var end = head.IndexOf('>', prolog);
            var inProlog = end < 0 ? null : Value(head.AsSpan(prolog, Math.Min(end - prolog, 512)), "encoding");
            if (inProlog is not null)
                return inProlog;
        }

        return isXml ? null : InMeta(head);
    }

    private static string? InMeta(string head)
    {
        for (var at = 0; (at = head.IndexOf("<meta", at, StringComparison.OrdinalIgnoreCase)) >= 0; at += 5)
        {
            var end = head.IndexOf('>', at);
            if (end < 0)
                return null;
            if (Value(head.AsSpan(at, end - at), "charset") is { } label)
                return label;
        }

        return null;
    }

    /// <summary>Returns the value after <c>name =</c>, with or without quotes and blanks.</summary>
    private static string? Value(ReadOnlySpan<char> text, string name)
    {
        var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        text = text[(at + name.Length)..].TrimStart();
        if (text is not ['=', ..])
            return null;
        text = text[1..].TrimStart().TrimStart("\"'").TrimStart();
        var length = text.IndexOfAny(ValueEnds);
        var value = (length < 0 ? text : text[..length]).Trim();
        return value.IsEmpty ? null : value.ToString();
    }
}
