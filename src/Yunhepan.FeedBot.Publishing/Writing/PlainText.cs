using System.Text;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>Whatever an article holds, made legal: one bad character must not cost readers the whole feed.</summary>
internal static class PlainText
{
    /// <summary>Drops what XML 1.0 forbids or discourages and lone surrogates; line ends become line feeds.</summary>
    public static string Legal(string text)
    {
        var at = FirstIllegal(text);
        if (at < 0)
            return text;
        var legal = new StringBuilder(text.Length).Append(text, 0, at);
        for (var i = at; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
            {
                if (i + 1 == text.Length || text[i + 1] != '\n')
                    legal.Append('\n');
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                // U+nFFFE and U+nFFFF are no characters in any plane.
                if ((char.ConvertToUtf32(c, text[i + 1]) & 0xFFFE) != 0xFFFE)
                    legal.Append(c).Append(text[i + 1]);
                i++;
            }
            else if (IsLegal(c))
            {
                legal.Append(c);
            }
        }

        return legal.ToString();
    }

    /// <summary>Legal, on one line, without doubled or outer spaces.</summary>
    public static string OneLine(string? text) =>
        text is null ? "" : string.Join(' ', Legal(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>At most <paramref name="length"/> UTF-16 units, never cut within a character.</summary>
    public static string Shortened(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var end = length - 1;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }

    private static int FirstIllegal(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) || text[i] == '\r' || !IsLegal(text[i]))
                return i;
        }

        return -1;
    }

    private static bool IsLegal(char c) => c switch
    {
        '\t' or '\n' => true,
        < ' ' => false,
        // C1 controls are allowed but never meant; the non-characters at U+FDD0 are not allowed in HTML.
        >= '\u007F' and <= '\u009F' => false,
        >= '\uFDD0' and <= '\uFDEF' => false,
        '\uFFFE' or '\uFFFF' => false,
        _ => !char.IsSurrogate(c),
    };
}
