using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Extraction;

/// <summary>
/// Half of a surrogate pair such as "\ud83d\ude00" is legal in the grammar of JSON (RFC 8259 section 8.2), but System.Text.Json
/// refuses it when the string is read, not when it is parsed. Programs that truncate texts by length leave one in every emoji
/// they cut.
/// </summary>
internal static class JsonEscapes
{
    /// <summary>Returns the same JSON text with each escape of a lone surrogate replaced by U+FFFD.</summary>
    public static string PairSurrogates(string text)
    {
        if (!text.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
            return text;
        var paired = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var escape = text.IndexOf('\\', at);
            if (escape < 0 || escape + 1 >= text.Length)
            {
                paired.Append(text, at, text.Length - at);
                break;
            }

            paired.Append(text, at, escape - at);
            var first = UnitAt(text, escape);
            var isPair = char.IsHighSurrogate(first) && char.IsLowSurrogate(UnitAt(text, escape + 6));
            if (isPair)
                paired.Append(text, escape, 12);
            else if (char.IsSurrogate(first))
                paired.Append('\uFFFD');
            else
                paired.Append(text, escape, 2);
            at = escape + (isPair ? 12 : char.IsSurrogate(first) ? 6 : 2);
        }

        return paired.ToString();
    }

    /// <summary>Returns the UTF-16 unit that an escape of the form \uXXXX denotes, or zero if there is none.</summary>
    private static char UnitAt(string text, int at) =>
        at + 6 <= text.Length && text[at] == '\\' && text[at + 1] == 'u'
        && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}
