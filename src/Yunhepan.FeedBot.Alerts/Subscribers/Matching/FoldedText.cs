using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>
/// Text in the form in which words are compared: case and width folded, traditional characters as simplified ones,
/// runs of white space as one space, invisible characters gone.
/// </summary>
internal static class FoldedText
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        Append(folded, text);
        return folded.ToString().Trim();
    }

    /// <summary>Title and text, apart: no word begins in one and ends in the other.</summary>
    public static string Fold(string title, string text)
    {
        var folded = new StringBuilder(title.Length + text.Length + 1);
        Append(folded, title);
        folded.Append('\n');
        Append(folded, text);
        return folded.ToString();
    }

    /// <summary>
    /// True when a word may begin or end between two characters: everywhere next to a script that is written without
    /// spaces, else only where a letter or digit meets something else.
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

    // Compatibility normalisation makes full-width letters and digits ordinary ones.
    private static string Compatible(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair, typed or cut: compare it as it is.
            return text;
        }
    }

    // A letter or digit of a script that puts spaces between its words. Of the others, what is common here:
    // Thai, Lao, Tibetan, Myanmar; Khmer; kana, Bopomofo and Han with their extensions and surrogates; half-width kana.
    private static bool IsSpaced(char c) => char.IsLetterOrDigit(c)
        && c is not ((>= '\u0e00' and <= '\u109f') or (>= '\u1780' and <= '\u17ff') or (>= '\u2e80' and <= '\u312f')
            or (>= '\u31a0' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') or (>= '\uff66' and <= '\uff9f'));
}
