using System.Globalization;
using System.Text;
using Yunhepan.FeedBot.Catalogue.Text;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>
/// Folds text to the form in which words are compared: case and width folded, traditional characters simplified, runs of white
/// space as one space, invisible characters removed.
/// </summary>
internal static class FoldedText
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        Append(folded, text);
        return folded.ToString().Trim();
    }

    /// <summary>Folds title and text separated, so that no word begins in one and ends in the other.</summary>
    public static string Fold(string title, string text)
    {
        var folded = new StringBuilder(title.Length + text.Length + 1);
        Append(folded, title);
        folded.Append('\n');
        Append(folded, text);
        return folded.ToString();
    }

    /// <summary>
    /// Returns true if a word may begin or end between two characters: everywhere next to a script without spaces, otherwise only
    /// where a letter or digit meets another character.
    /// </summary>
    public static bool IsBoundary(char before, char after) => !IsSpaced(before) || !IsSpaced(after);

    private static void Append(StringBuilder folded, string text)
    {
        var spaced = true;
        foreach (var c in Compatible(text))
        {
            if (char.IsWhiteSpace(c))
            {
                if (!spaced)
                    folded.Append(' ');
                spaced = true;
                continue;
            }

            if (char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control)
                continue;
            folded.Append(c < 0x80 ? char.ToLowerInvariant(c) : SimplifiedCharacters.Simplify(char.ToLowerInvariant(c)));
            spaced = false;
        }
    }

    // Compatibility normalisation converts full-width letters and digits to ordinary ones.
    private static string Compatible(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // The text contains half a surrogate pair, typed or truncated, and is compared as it is.
            return text;
        }
    }

    // Returns true for a letter or digit of a script with spaces between words. The common exceptions are Thai, Lao, Tibetan,
    // Myanmar and Khmer; kana, Bopomofo and Han with their extensions and surrogates; and half-width kana.
    private static bool IsSpaced(char c) => char.IsLetterOrDigit(c)
        && c is not ((>= '\u0e00' and <= '\u109f') or (>= '\u1780' and <= '\u17ff') or (>= '\u2e80' and <= '\u312f')
            or (>= '\u31a0' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') or (>= '\uff66' and <= '\uff9f'));
}
