using System.Text;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// What a person typed, understood: all words must be there, <c>"words in a row"</c> stand together, <c>-word</c> must not be
/// there. Anything can be typed; what says nothing is left out.
/// </summary>
/// <param name="Wanted">Each a sequence of index words that stand together.</param>
/// <param name="Unwanted">Likewise.</param>
internal sealed record SearchTerms(IReadOnlyList<IReadOnlyList<string>> Wanted, IReadOnlyList<IReadOnlyList<string>> Unwanted)
{
    private const int Longest = 200;
    private const int MostTerms = 12;

    /// <summary>Nothing to look for: nothing is found.</summary>
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

    /// <summary>What must be there, as it was written.</summary>
    public static IEnumerable<string> Written(string typed) =>
        Split(typed.Length > Longest ? typed[..Longest] : typed).Take(MostTerms).Where(t => !t.Without).Select(t => t.Term);

    // Cutting may halve a pair of surrogates, and Normalize throws on that.
    private static string Clean(string term) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(term)).Replace('\uFFFD', ' ');

    /// <summary>The lone last ideograph is in the index for the sake of one-ideograph queries: its pair says more.</summary>
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
