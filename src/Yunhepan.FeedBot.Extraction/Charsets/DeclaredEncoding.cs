using System.Buffers;
using System.Text;

namespace Yunhepan.FeedBot.Extraction.Charsets;

/// <summary>Reads the character set that a document or its HTTP header declares.</summary>
internal static class DeclaredEncoding
{
    private static readonly SearchValues<char> ValueEnds = SearchValues.Create("\"' ;,/?>\t\r\n");

    private const int HeadLimit = 128 * 1024;

    /// <summary>What a broken script prints before the prolog is shorter.</summary>
    private const int LatestProlog = 1024;

    private const int LongestProlog = 512;

    public static string? InHeader(string? contentType) =>
        contentType is null ? null : Value(contentType.AsSpan(), "charset");

    /// <summary>
    /// Returns the encoding of the XML prolog, or else of the first meta element with a charset in the head of an HTML document.
    /// </summary>
    public static string? InDocument(ReadOnlySpan<byte> content, bool isXml)
    {
        content = content[..Math.Min(content.Length, HeadLimit)];
        return InProlog(content) ?? (isXml ? null : InMeta(Encoding.Latin1.GetString(content)));
    }

    private static string? InProlog(ReadOnlySpan<byte> content)
    {
        var head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, LatestProlog + LongestProlog)]);
        if (head.IndexOf("<?xml", StringComparison.OrdinalIgnoreCase) is not (>= 0 and < LatestProlog and var start))
            return null;
        var length = content[start..].IndexOf((byte)'>');
        return length < 0 ? null : Value(head.AsSpan(start, Math.Min(length, LongestProlog)), "encoding");
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
