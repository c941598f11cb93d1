using System.Buffers;
using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>The characters and references of well-formed XML.</summary>
internal static class XmlText
{
    private const int LongestReference = 12;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r')), '\uFFFE', '\uFFFF']);

    /// <summary>Returns true if XML allows each character of the document.</summary>
    public static bool IsAllowed(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny(Forbidden) >= 0)
            return false;
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return false;
            text = text[(at + 2)..];
        }

        return true;
    }

    public static bool IsBlank(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(" \t\r\n") < 0;

    /// <summary>
    /// Returns the text with its references resolved; null if one of them is none of XML's own: the document type may declare it.
    /// </summary>
    public static string? Decode(ReadOnlySpan<char> raw)
    {
        var at = raw.IndexOf('&');
        if (at < 0)
            return raw.ToString();
        using var decoded = new Html.PooledText(raw.Length);
        while (at >= 0)
        {
            decoded.Append(raw[..at]);
            raw = raw[(at + 1)..];
            var end = raw[..Math.Min(raw.Length, LongestReference)].IndexOf(';');
            if (end <= 0 || !TryAppend(raw[..end], decoded))
                return null;
            raw = raw[(end + 1)..];
            at = raw.IndexOf('&');
        }

        return decoded.Append(raw).ToString();
    }

    private static bool TryAppend(ReadOnlySpan<char> name, Html.PooledText decoded)
    {
        if (name[0] == '#')
            return TryAppendNumber(name[1..], decoded);
        var character = name switch { "amp" => '&', "lt" => '<', "gt" => '>', "quot" => '"', "apos" => '\'', _ => '\0' };
        decoded.Append(character);
        return character != '\0';
    }

    private static bool TryAppendNumber(ReadOnlySpan<char> number, Html.PooledText decoded)
    {
        var isHex = number is ['x', ..];
        var (digits, style) = (isHex ? 1 : 0, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None);
        if (!uint.TryParse(number[digits..], style, CultureInfo.InvariantCulture, out var code) || !Rune.TryCreate(code, out var rune))
            return false;
        Span<char> characters = stackalloc char[2];
        characters = characters[..rune.EncodeToUtf16(characters)];
        decoded.Append(characters);
        return IsAllowed(characters);
    }
}
