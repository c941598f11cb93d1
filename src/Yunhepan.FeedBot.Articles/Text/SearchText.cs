using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// Splits a text into index words: Latin words and numbers as a whole, Chinese, Japanese and Korean as pairs of neighbours plus
/// the last character of a run alone, so that words of any length are found (ADR 40). Case, width and accents are folded.
/// </summary>
internal static class SearchText
{
    /// <summary>
    /// The number of characters indexed per article, title first, so that only the end of a very long text is left out.
    /// </summary>
    private const int Most = 40_000;

    /// <summary>Longer runs are not words.</summary>
    private const int LongestWord = 64;

    public static IReadOnlyList<string> Words(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        Rune? previous = null;
        foreach (var rune in Fold(Shortened(text)).EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                continue;
            var ideograph = IsIdeograph(rune);
            if (previous is { } before)
                words.Add(ideograph ? before.ToString() + rune : before.ToString());
            previous = ideograph ? rune : null;
            if (!ideograph && Rune.IsLetterOrDigit(rune))
                word.Append(rune.ToString());
            else
                EndWord();
        }

        if (previous is { } last)
            words.Add(last.ToString());
        EndWord();
        return words;

        void EndWord()
        {
            if (word.Length is > 0 and <= LongestWord)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>Returns true for a single ideograph, which is found by the pairs that begin with it.</summary>
    public static bool IsSingleIdeograph(string word) =>
        Rune.TryGetRuneAt(word, 0, out var rune) && rune.Utf16SequenceLength == word.Length && IsIdeograph(rune);

    // Half a surrogate pair at the end could not be normalised.
    private static string Shortened(string text) =>
        text.Length <= Most ? text : text[..(char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most)];

    private static string Fold(string text)
    {
        var folded = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        if (folded.AsSpan().IndexOfAnyInRange('\u00C0', '\u024F') < 0)
            return folded;
        var plain = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            // Only in Latin; in other scripts a mark makes another letter.
            if (c is >= '\u00C0' and <= '\u024F')
                plain.Append(c.ToString().Normalize(NormalizationForm.FormD)[0]);
            else
                plain.Append(c);
        }

        return plain.ToString();
    }

    private static bool IsIdeograph(Rune rune) =>
        rune.Value >= 0x2E80 && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter;
}
