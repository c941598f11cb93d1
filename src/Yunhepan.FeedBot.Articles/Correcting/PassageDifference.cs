using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>A passage that appeared or is missing, and the keys of the unchanged passages around it.</summary>
internal sealed record PlacedPassage(Passage Passage, string Place);

/// <summary>A passage that was reworded in its place.</summary>
internal sealed record EditedPassage(Passage Before, Passage After, string Place);

/// <summary>How the passages of two readings of one text differ.</summary>
/// <param name="Kept">The share of the earlier text that is unchanged, from 0 to 1.</param>
internal sealed record PassageDifference(
    IReadOnlyList<EditedPassage> Edited, IReadOnlyList<PlacedPassage> Added, IReadOnlyList<PlacedPassage> Removed, double Kept)
{
    /// <summary>The share of equal words from which one passage is the other, reworded.</summary>
    private const double Alike = 0.6;

    private const int ShortestBeginning = 6;

    /// <summary>The passages of one place that are compared with each other, before times after.</summary>
    private const int MostPairs = 400;

    /// <summary>True if the passages are in another order.</summary>
    public bool IsReordered { get; private init; }

    public static PassageDifference Between(IReadOnlyList<Passage> before, IReadOnlyList<Passage> after)
    {
        string[] keys = [.. before.Select(p => p.Key)], others = [.. after.Select(p => p.Key)];
        List<EditedPassage> edited = [];
        List<PlacedPassage> added = [], removed = [];
        int nextBefore = 0, nextAfter = 0;
        var unchanged = 0;
        var last = "";
        foreach (var (keptBefore, keptAfter) in TextDifference.Kept(keys, others).Append((keys.Length, others.Length)))
        {
            var next = keptBefore < keys.Length ? keys[keptBefore] : "";
            Compare(before.Take(nextBefore..keptBefore), after.Take(nextAfter..keptAfter), last + "-" + next);
            unchanged += keptBefore < keys.Length ? before[keptBefore].Text.Length : 0;
            (nextBefore, nextAfter, last) = (keptBefore + 1, keptAfter + 1, next);
        }

        var moved = added.Select(a => a.Passage.Key).Intersect(removed.Select(r => r.Passage.Key)).ToHashSet(StringComparer.Ordinal);
        added.RemoveAll(a => moved.Contains(a.Passage.Key));
        removed.RemoveAll(r => moved.Contains(r.Passage.Key));
        return new PassageDifference(edited, added, removed, (double)unchanged / Math.Max(1, before.Sum(p => p.Text.Length)))
        {
            IsReordered = moved.Count > 0,
        };

        void Compare(IEnumerable<Passage> gone, IEnumerable<Passage> come, string place)
        {
            List<Passage> left = [.. come];
            List<Passage> all = [.. gone];
            var isSmall = all.Count * left.Count <= MostPairs;
            foreach (var passage in all)
            {
                if (isSmall && left.Find(other => IsAlike(passage, other)) is { } other)
                {
                    left.Remove(other);
                    edited.Add(new EditedPassage(passage, other, place));
                }
                else
                {
                    removed.Add(new PlacedPassage(passage, place));
                }
            }

            added.AddRange(left.Select(p => new PlacedPassage(p, place)));
        }
    }

    /// <summary>Returns true for nearly the same words, or if one continues the other.</summary>
    private static bool IsAlike(Passage one, Passage other) =>
        Continues(one.Text, other.Text) || Continues(other.Text, one.Text)
        || StoryComparison.Similarity(TextUnits.Split(one.Text), TextUnits.Split(other.Text)) >= Alike;

    private static bool Continues(string one, string other) =>
        other.Trim().TrimEnd('。', '.', '！', '!', '；', ';') is { Length: >= ShortestBeginning } beginning
        && one.TrimStart().StartsWith(beginning, StringComparison.Ordinal);
}
