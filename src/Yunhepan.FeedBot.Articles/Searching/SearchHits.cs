using System.Globalization;
using System.Text;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Searching;

/// <summary>Finds where the words of a search occur in a text, to mark them, regardless of case and width.</summary>
public sealed class SearchHits
{
    private readonly IReadOnlyList<string> _words;

    private SearchHits(IReadOnlyList<string> words) => _words = words;

    /// <param name="typed">The input of <see cref="ArticleSearch.FindAsync"/>.</param>
    public static SearchHits Parse(string typed) =>
        new([.. SearchTerms.Written(typed).SelectMany(Runs).Distinct(StringComparer.Ordinal).OrderByDescending(w => w.Length)]);

    /// <summary>Returns the matches in order, none within another.</summary>
    public IReadOnlyList<(int Start, int Length)> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = Fold(text);
        List<(int Start, int Length)> hits = [];
        for (var i = 0; i < folded.Length; i++)
        {
            if (_words.FirstOrDefault(word => Stands(folded, word, i)) is not { } found)
                continue;
            hits.Add((i, found.Length));
            i += found.Length - 1;
        }

        return hits;
    }

    // Words of letters must match whole, as in the search; Chinese has no word boundaries.
    private static bool Stands(string text, string word, int at) =>
        string.CompareOrdinal(text, at, word, 0, word.Length) == 0
        && (!IsSpaced(word[0]) || at == 0 || !IsSpaced(text[at - 1]))
        && (!IsSpaced(word[^1]) || at + word.Length == text.Length || !IsSpaced(text[at + word.Length]));

    private static bool IsSpaced(char character) =>
        char.IsLetterOrDigit(character) && char.GetUnicodeCategory(character) != UnicodeCategory.OtherLetter;

    private static IEnumerable<string> Runs(string term)
    {
        var run = new StringBuilder();
        foreach (var character in Fold(term))
        {
            if (char.IsLetterOrDigit(character) || char.IsSurrogate(character))
            {
                run.Append(character);
                continue;
            }

            if (run.Length > 0)
                yield return run.ToString();
            run.Clear();
        }

        if (run.Length > 0)
            yield return run.ToString();
    }

    // Folds character by character, so that positions do not change.
    private static string Fold(string text) => string.Create(text.Length, text, (folded, from) =>
    {
        for (var i = 0; i < from.Length; i++)
            folded[i] = char.ToLowerInvariant(from[i] is >= '\uFF01' and <= '\uFF5E' ? (char)(from[i] - 0xFEE0) : from[i]);
    });
}
