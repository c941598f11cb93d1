using System.Text;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// A parsed search: all words must occur, <c>"words in a row"</c> must occur together, and <c>-word</c> must not occur. Any input
/// is valid; parts without words are ignored.
/// </summary>
/// <param name="Wanted">The required terms, each a sequence of index words that occur together.</param>
/// <param name="Unwanted">The excluded terms in the same form.</param>
internal sealed record SearchTerms(IReadOnlyList<IReadOnlyList<string>> Wanted, IReadOnlyList<IReadOnlyList<string>> Unwanted)
{
    private const int Longest = 200;
    private const int MostTerms = 12;

    /// <summary>True if there is nothing to search for; such a search finds nothing.</summary>
    public bool IsEmpty => Wanted.Count == 0;

    public static SearchTerms Parse(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        List<IReadOnlyList<string>> wanted = [], unwanted = [];
        foreach (var (term, without) in Split(typed.Length > Longest ? typed[..Longest] : typed).Take(MostTerms))
        {
            var words = Query(SearchText.Words(Clean(term)));
            if (words.Count > 0)
                (without ? unwanted : wanted).Add(words);
        }

        return new SearchTerms(wanted, unwanted);
    }

    /// <summary>Returns the required terms as they were written.</summary>
    public static IEnumerable<string> Written(string typed) =>
        Split(typed.Length > Longest ? typed[..Longest] : typed).Take(MostTerms).Where(t => !t.Without).Select(t => t.Term);

    // Truncation may leave half a surrogate pair, on which Normalize throws.
    private static string Clean(string term) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(term)).Replace('\uFFFD', ' ');

    /// <summary>
    /// The last ideograph of a run is also indexed alone, for queries of one ideograph; in longer queries its pair is more
    /// specific.
    /// </summary>
    private static IReadOnlyList<string> Query(IReadOnlyList<string> words) =>
        words is [.., var pair, var last] && pair.Length > last.Length && pair.EndsWith(last, StringComparison.Ordinal)
            && SearchText.IsSingleIdeograph(last)
            ? [.. words.SkipLast(1)]
            : words;

    private static IEnumerable<(string Term, bool Without)> Split(string typed)
    {
        var i = 0;
        while (i < typed.Length)
        {
            if (char.IsWhiteSpace(typed[i]))
            {
                i++;
                continue;
            }

            var without = typed[i] is '-' or '－' && i + 1 < typed.Length && !char.IsWhiteSpace(typed[i + 1]);
            if (without)
                i++;
            var quote = typed[i] is '"' or '“' or '”';
            var end = i + 1;
            while (end < typed.Length && !(quote ? typed[end] is '"' or '“' or '”' : char.IsWhiteSpace(typed[end])))
                end++;
            yield return (typed[(quote ? i + 1 : i)..end], without);
            i = quote ? end + 1 : end;
        }
    }
}
