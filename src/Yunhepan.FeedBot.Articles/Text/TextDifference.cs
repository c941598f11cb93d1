using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>One place where two texts differ: character ranges, either of which may be empty.</summary>
internal readonly record struct DifferentPlace(Range Before, Range After);

/// <summary>
/// Finds the places where two readings of one text differ, token by token (E. Myers, "An O(ND) difference algorithm", 1986).
/// </summary>
internal static partial class TextDifference
{
    /// <summary>
    /// With more edits a text counts as rewritten and no details are reported; this also bounds time and memory.
    /// </summary>
    private const int MostEdits = 200;

    private const int MostTokens = 20_000;

    /// <returns>The places; null if the texts differ too much.</returns>
    public static IReadOnlyList<DifferentPlace>? Between(string before, string after)
    {
        Token[] a = Tokens(before), b = Tokens(after);
        if (a.Length > MostTokens || b.Length > MostTokens)
            return null;
        var (head, tail) = Ends(a, b, (one, other) => one.Text == other.Text);
        return Edits(a[head..^tail], b[head..^tail], (one, other) => one.Text == other.Text) is { } kept
            ? Places(a, b, head, tail, kept) : null;
    }

    /// <summary>Returns the pairs of parts that both keep, in order; only those at both ends if the rest differs too much.</summary>
    public static List<(int A, int B)> Kept(string[] before, string[] after)
    {
        var (head, tail) = Ends(before, after, (one, other) => one == other);
        var middle = Edits(before[head..^tail], after[head..^tail], (one, other) => one == other) ?? [];
        return
        [
            .. Enumerable.Range(0, head).Select(i => (i, i)), .. middle.Select(k => (k.A + head, k.B + head)),
            .. Enumerable.Range(1, tail).Reverse().Select(i => (before.Length - i, after.Length - i)),
        ];
    }

    /// <summary>Returns how many parts are equal at the beginning and at the end.</summary>
    private static (int Head, int Tail) Ends<T>(T[] a, T[] b, Func<T, T, bool> same)
    {
        var head = 0;
        while (head < a.Length && head < b.Length && same(a[head], b[head]))
            head++;
        var tail = 0;
        while (tail < a.Length - head && tail < b.Length - head && same(a[^(tail + 1)], b[^(tail + 1)]))
            tail++;
        return (head, tail);
    }

    /// <summary>Returns the pairs of tokens of the middle parts that both keep, in order.</summary>
    private static List<(int A, int B)>? Edits<T>(T[] a, T[] b, Func<T, T, bool> same)
    {
        int n = a.Length, m = b.Length, most = Math.Min(MostEdits, n + m);
        var furthest = new int[(2 * most) + 3];
        List<int[]> trace = [];
        for (var d = 0; d <= most; d++)
        {
            trace.Add([.. furthest]);
            for (var k = -d; k <= d; k += 2)
            {
                var down = k == -d || (k != d && furthest[most + k] < furthest[most + k + 2]);
                var x = down ? furthest[most + k + 2] : furthest[most + k] + 1;
                var y = x - k;
                while (x < n && y < m && same(a[x], b[y]))
                    (x, y) = (x + 1, y + 1);
                furthest[most + k + 1] = x;
                if (x >= n && y >= m)
                    return Walk(trace, n, m, d, most);
            }
        }

        return null;
    }

    private static List<(int A, int B)> Walk(List<int[]> trace, int x, int y, int edits, int most)
    {
        List<(int, int)> kept = [];
        for (var d = edits; d >= 0; d--)
        {
            var furthest = trace[d];
            var k = x - y;
            var down = k == -d || (k != d && furthest[most + k] < furthest[most + k + 2]);
            var previousX = d == 0 ? 0 : furthest[most + (down ? k + 1 : k - 1) + 1];
            var previousY = d == 0 ? 0 : previousX - (down ? k + 1 : k - 1);
            var (startX, startY) = d == 0 ? (0, 0) : down ? (previousX, previousY + 1) : (previousX + 1, previousY);
            while (x > startX && y > startY)
                kept.Add((--x, --y));
            (x, y) = (previousX, previousY);
        }

        kept.Reverse();
        return kept;
    }

    private static List<DifferentPlace> Places(Token[] a, Token[] b, int head, int tail, List<(int A, int B)> kept)
    {
        List<DifferentPlace> places = [];
        int nextA = head, nextB = head;
        foreach (var (keptA, keptB) in kept.Select(k => (k.A + head, k.B + head)).Append((a.Length - tail, b.Length - tail)))
        {
            if (keptA > nextA || keptB > nextB)
                places.Add(new DifferentPlace(Characters(a, nextA, keptA), Characters(b, nextB, keptB)));
            (nextA, nextB) = (keptA + 1, keptB + 1);
        }

        return places;
    }

    private static Range Characters(Token[] tokens, int from, int to)
    {
        if (to > from)
            return tokens[from].Start..tokens[to - 1].End;
        var at = from < tokens.Length ? tokens[from].Start : tokens.Length > 0 ? tokens[^1].End : 0;
        return at..at;
    }

    private static Token[] Tokens(string text) =>
        [.. Word.EnumerateMatches(text) is var matches ? Collect(matches, text) : []];

    private static List<Token> Collect(Regex.ValueMatchEnumerator matches, string text)
    {
        List<Token> tokens = [];
        foreach (var match in matches)
            tokens.Add(new Token(text.Substring(match.Index, match.Length), match.Index, match.Index + match.Length));
        return tokens;
    }

    // Matches a number with its separators, an alphabetic word, or one other letter; spacing and punctuation are ignored.
    [GeneratedRegex(@"\p{Nd}+(?:[.,:]\p{Nd}+)*|[\p{L}\p{M}-[\p{Lo}]]+|\p{Lo}", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Word { get; }

    private readonly record struct Token(string Text, int Start, int End);
}
