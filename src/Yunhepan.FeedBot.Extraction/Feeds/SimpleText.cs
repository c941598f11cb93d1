using System.Buffers;
using System.Net;
using System.Text;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Handles the character references and escapes of <see cref="SimpleMarkup"/>.</summary>
internal static class SimpleText
{
    private static readonly SearchValues<char> SpecialInValues = SearchValues.Create("&<>\r\0\u00a0");

    /// <summary>Decodes one reference if all versions of HTML agree on its meaning.</summary>
    public static bool TryDecode(ReadOnlySpan<char> raw, StringBuilder data, out int length)
    {
        length = 1;
        if (raw.Length == 1 || raw[1] is ' ' or '\n' or '\t')
        {
            data.Append('&');
            return true;
        }

        var end = raw[..Math.Min(raw.Length, 12)].IndexOf(';');
        if (end < 2)
            return false;
        length = end + 1;
        var name = raw[1..end];
        // HTML 4 and HTML 5 disagree on the angle brackets.
        if (name is "lang" or "rang")
            return false;
        var decoded = WebUtility.HtmlDecode(raw[..length].ToString());
        if (decoded.Length != 1 || char.IsSurrogate(decoded[0])
            || decoded[0] is (< ' ' and not '\n') or (>= '\u007f' and < '\u00a0') or > '\ufffd')
            return false;
        data.Append(decoded);
        return true;
    }

    /// <summary>Decodes the value of an attribute if all its references are simple.</summary>
    public static bool TryDecodeValue(ReadOnlySpan<char> raw, out string value)
    {
        value = string.Empty;
        if (raw.IndexOfAny('\r', '\0') >= 0)
            return false;
        var decoded = raw.ToString();
        if (raw.Contains('&'))
        {
            decoded = decoded.Replace("&amp;", "\0", StringComparison.Ordinal);
            if (decoded.Contains('&', StringComparison.Ordinal))
                return false;
            decoded = decoded.Replace('\0', '&');
        }

        value = decoded;
        return !decoded.Contains("&{", StringComparison.Ordinal);
    }

    /// <summary>Appends text as HTML writes it.</summary>
    /// <param name="html">Receives the text.</param>
    /// <param name="text">The plain text.</param>
    /// <param name="isValue">True if the text becomes the value of an attribute.</param>
    public static void AppendEscaped(StringBuilder html, ReadOnlySpan<char> text, bool isValue)
    {
        if (text.IndexOfAny(SpecialInValues) < 0 && !(isValue && text.Contains('"')))
        {
            html.Append(text);
            return;
        }

        foreach (var c in text)
        {
            switch (c)
            {
                case '&':
                    html.Append("&amp;");
                    break;
                case '<':
                    html.Append("&lt;");
                    break;
                case '>':
                    html.Append("&gt;");
                    break;
                case '\u00a0':
                    html.Append("&nbsp;");
                    break;
                case '"' when isValue:
                    html.Append("&quot;");
                    break;
                default:
                    html.Append(c);
                    break;
            }
        }
    }
}
