using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Stories;

/// <summary>
/// Selects a few hashes of an article's shingles by their value alone (bottom-k sampling: A. Broder, "On the resemblance and
/// containment of documents", 1997), so that two similar texts share some of them. A few come from the beginning, which a
/// truncated text keeps.
/// </summary>
internal static class StorySketch
{
    private const int ShingleLength = 6;
    private const int OfBeginning = 4;
    private const int OfWhole = 8;
    private const int Beginning = 120;

    public static int[] Compute(TextUnits units)
    {
        var shingles = units.Shingles(ShingleLength);
        var whole = Lowest(shingles, OfWhole);
        var beginning = Lowest(shingles.AsSpan(0, Math.Min(shingles.Length, Beginning)), OfBeginning);
        return [.. whole.Union(beginning).Select(h => (int)(h >> 32))];
    }

    private static ulong[] Lowest(ReadOnlySpan<ulong> shingles, int count)
    {
        var lowest = new SortedSet<ulong>();
        foreach (var shingle in shingles)
        {
            if (lowest.Count < count)
            {
                lowest.Add(shingle);
            }
            else if (shingle < lowest.Max && lowest.Add(shingle))
            {
                lowest.Remove(lowest.Max);
            }
        }

        return [.. lowest];
    }
}
