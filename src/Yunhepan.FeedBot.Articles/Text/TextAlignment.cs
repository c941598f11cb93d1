namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// The alignment of two texts: the runs they share in the same order, found by the shingles that occur once in each (as in
/// patience diff), and the replacements between the runs. Linear except for a sort.
/// </summary>
/// <param name="Shared">The number of units that both contain in the same order.</param>
/// <param name="StartInFirst">Where the first shared run starts in the first text.</param>
/// <param name="Replacements">Places between two shared runs where both texts have different content.</param>
/// <param name="NumbersReplaced">The number of such places with a number on either side.</param>
/// <param name="NumbersKept">The number of numbers within shared runs.</param>
internal sealed record TextAlignment(
    int Shared, int StartInFirst, int StartInSecond, IReadOnlyList<Replacement> Replacements, int NumbersReplaced, int NumbersKept)
{
    private const int ShingleLength = 4;

    /// <summary>A longer gap is another passage rather than another word in the same place.</summary>
    private const int LongestReplacement = 30;

    private static readonly TextAlignment Nothing = new(0, 0, 0, [], 0, 0);

    public static TextAlignment Align(TextUnits first, TextUnits second)
    {
        var anchors = InOrder(Anchors(first.Shingles(ShingleLength), second.Shingles(ShingleLength)));
        if (anchors.Count == 0)
            return Nothing;

        List<Replacement> replacements = [];
        int shared = 0, numbersReplaced = 0, numbersKept = 0;
        // The end of the current run in both texts.
        var (endA, endB) = anchors[0];
        foreach (var (a, b) in anchors)
        {
            int gapA = a - endA, gapB = b - endB;
            var sameRun = gapA == gapB && first.Units[Math.Min(a, endA)..a].SequenceEqual(second.Units[Math.Min(b, endB)..b]);
            if (!sameRun && gapA >= 0 && gapB >= 0 && gapA <= LongestReplacement && gapB <= LongestReplacement && gapA + gapB > 0
                && gapA * gapB > 0)
            {
                replacements.Add(new Replacement(endA, a, endB, b));
                if (HoldsNumber(first, endA, a) || HoldsNumber(second, endB, b))
                    numbersReplaced++;
            }

            // An anchor that overlaps the run by different lengths adds only the part that is new on both sides.
            var from = Math.Max(Math.Max(0, endA - a), Math.Max(0, endB - b));
            if (sameRun && gapA > 0)
                from = -gapA;
            for (var k = from; k < ShingleLength; k++)
            {
                shared++;
                if (first.IsNumber(a + k))
                    numbersKept++;
            }

            endA = Math.Max(endA, a + ShingleLength);
            endB = Math.Max(endB, b + ShingleLength);
        }

        // This includes the end, because the last blank of a form is often a telephone number, but not the beginning, where each
        // portal puts its own dateline.
        int tailA = first.Count - endA, tailB = second.Count - endB;
        if (tailA is > 0 and <= LongestReplacement && tailB is > 0 and <= LongestReplacement)
        {
            replacements.Add(new Replacement(endA, first.Count, endB, second.Count));
            if (HoldsNumber(first, endA, first.Count) && HoldsNumber(second, endB, second.Count))
                numbersReplaced++;
        }

        return new TextAlignment(shared, anchors[0].A, anchors[0].B, replacements, numbersReplaced, numbersKept);
    }

    private static bool HoldsNumber(TextUnits units, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (units.IsNumber(i))
                return true;
        }

        return false;
    }

    /// <summary>Returns the positions of the shingles that occur once in each text, in the order of the first.</summary>
    private static List<(int A, int B)> Anchors(ulong[] first, ulong[] second)
    {
        var places = new Dictionary<ulong, int>(second.Length);
        for (var b = 0; b < second.Length; b++)
            places[second[b]] = places.ContainsKey(second[b]) ? -1 : b;
        var seen = new HashSet<ulong>(first.Length);
        var twice = new HashSet<ulong>();
        foreach (var shingle in first)
        {
            if (!seen.Add(shingle))
                twice.Add(shingle);
        }

        List<(int, int)> anchors = [];
        for (var a = 0; a < first.Length; a++)
        {
            if (places.TryGetValue(first[a], out var b) && b >= 0 && !twice.Contains(first[a]))
                anchors.Add((a, b));
        }

        return anchors;
    }

    /// <summary>Returns the longest subsequence that is in order in the second text too (patience sorting).</summary>
    private static List<(int A, int B)> InOrder(List<(int A, int B)> anchors)
    {
        List<int> tails = [];
        var before = new int[anchors.Count];
        for (var i = 0; i < anchors.Count; i++)
        {
            int low = 0, high = tails.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (anchors[tails[middle]].B < anchors[i].B)
                    low = middle + 1;
                else
                    high = middle;
            }

            before[i] = low > 0 ? tails[low - 1] : -1;
            if (low == tails.Count)
                tails.Add(i);
            else
                tails[low] = i;
        }

        List<(int, int)> ordered = [];
        for (var i = tails.Count > 0 ? tails[^1] : -1; i >= 0; i = before[i])
            ordered.Add(anchors[i]);
        ordered.Reverse();
        return ordered;
    }
}

/// <summary>Different content at the same place of two texts; the ends are exclusive.</summary>
internal readonly record struct Replacement(int FromA, int ToA, int FromB, int ToB);
