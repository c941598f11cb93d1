using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>Handles the characters of a text: where it may be cut, and which ones platforms accept.</summary>
internal static class ChatCharacters
{
    /// <summary>Returns the beginning of a text of at most this many units, never cut through a character.</summary>
    public static string Head(string text, int length)
    {
        var end = 0;
        while (end < text.Length)
        {
            var grapheme = StringInfo.GetNextTextElementLength(text, end);
            length -= grapheme;
            if (length < 0)
                break;
            end += grapheme;
        }

        return text[..end];
    }

    // Half a surrogate pair is no character, and no platform accepts it.
    public static string Clean(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || (Rune.IsControl(rune) && rune.Value != '\n'))
                return Rebuild(text);
        }

        return text;
    }

    private static string Rebuild(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value == '\n')
                clean.Append(rune.ToString());
            else if (rune.Value == '\t')
                clean.Append(' ');
        }

        return clean.ToString();
    }
}
