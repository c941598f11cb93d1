namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>
/// What recent looks at an article showed differently: changes that wait for a second look, and passages that come and go. It
/// holds hashes, no words. Articles whose texts never changed have none.
/// </summary>
internal sealed class UnsettledText
{
    private const int Looks = 2;

    /// <summary>The number of looks where something comes and goes, for a passage that was not there before.</summary>
    private const int LooksInRestlessPlace = 4;

    private const int MostEarlyLooks = 6;
    private const int MostWaiting = 100;
    private const int MostRestless = 400;
    private const int MostPlaces = 60;

    public long ArticleId { get; init; }

    /// <summary>The changes that the last look showed.</summary>
    public List<WaitingChange> Waiting { get; private set; } = [];

    /// <summary>Passages that appeared and disappeared; they are no part of the article.</summary>
    public List<string> Restless { get; private set; } = [];

    /// <summary>Places between two passages where others come and go.</summary>
    public List<string> Places { get; private set; } = [];

    /// <summary>The passages that the last correction added and no later look has confirmed.</summary>
    public List<FreshPassage> Fresh { get; private set; } = [];

    /// <summary>Passages that corrections replaced: one that returns may be one of several that take turns.</summary>
    public List<string> Left { get; private set; } = [];

    /// <summary>How many looks were taken earlier than planned since the last correction.</summary>
    public int EarlyLooks { get; private set; }

    /// <summary>True if something waits that the looks so far confirm.</summary>
    public bool HasConfirmed => Waiting.Exists(w => IsConfirmed(w)
        // Something else may stand in its place, which may change again.
        && (w.IsAdded || !Waiting.Exists(other => other.IsAdded && other.Place == w.Place && !IsConfirmed(other))));

    /// <summary>
    /// Learns from what the previous look showed and this one does not, and counts the looks of what both show. What stands where
    /// others come and go is no change.
    /// </summary>
    /// <returns>Whether changes are left.</returns>
    public bool Take(IReadOnlyList<WaitingChange> seen)
    {
        foreach (var gone in Waiting.Where(w => w.IsTelling && !seen.Any(w.IsSame)))
        {
            Restless = Bounded(Restless, gone.Passage, MostRestless);
            if (gone.IsAdded)
                Places = Bounded(Places, gone.Place, MostPlaces);
        }

        foreach (var replaced in seen.Where(IsReplaced))
            Restless = Bounded(Restless, replaced.Passage, MostRestless);
        Waiting = [.. seen.Where(s => !IsReplaced(s)).Take(MostWaiting)
            .Select(s => s with { Times = 1 + (Waiting.Find(s.IsSame)?.Times ?? 0) })];
        return Waiting.Count > 0;
    }

    /// <summary>Ignores a passage from now on.</summary>
    public void Ignore(string passage) => Restless = Bounded(Restless, passage, MostRestless);

    /// <summary>What the last correction brought stays in question only while it changes.</summary>
    public void Confirm(Func<FreshPassage, bool> isInQuestion) => Fresh = [.. Fresh.Where(isInQuestion)];

    /// <summary>Records a correction. What returned once more takes turns with what it replaced.</summary>
    public void Correct(IEnumerable<FreshPassage> brought)
    {
        // Its early looks were worth it; the next change may have as many.
        (Waiting, Fresh, EarlyLooks) = ([], [.. brought.Take(MostWaiting)], 0);
        foreach (var fresh in Fresh.Where(f => f.Passage != f.Was))
        {
            if (Left.Contains(fresh.Passage))
                Restless = Bounded(Bounded(Restless, fresh.Passage, MostRestless), fresh.Was, MostRestless);
            Left = Bounded(Left, fresh.Was, MostWaiting);
        }
    }

    /// <summary>Returns whether to look again soon, and counts it; a text that never rests is looked at as planned.</summary>
    public bool AsksForEarlyLook()
    {
        if (EarlyLooks >= MostEarlyLooks || Waiting.TrueForAll(w => Places.Contains(w.Place)))
            return false;
        EarlyLooks++;
        return true;
    }

    private bool IsConfirmed(WaitingChange change) =>
        change.Times >= (Places.Contains(change.Place) || Left.Contains(change.Passage) ? LooksInRestlessPlace : Looks);

    private bool IsReplaced(WaitingChange change) => !change.IsAdded && Places.Contains(change.Place);

    // The list is replaced, so that the context notices; the oldest entries go first.
    private static List<string> Bounded(List<string> list, string entry, int most) =>
        list.Contains(entry) ? list : [.. list.Skip(list.Count + 1 - most), entry];
}

/// <summary>A change that was seen but is not told yet.</summary>
/// <param name="Passage">The key of the passage that appeared or is missing.</param>
/// <param name="IsAdded">True if it appeared.</param>
/// <param name="Place">Where; the keys of the passages around it.</param>
/// <param name="IsTelling">Whether its disappearance shows that something comes and goes there.</param>
internal sealed record WaitingChange(string Passage, bool IsAdded, string Place, bool IsTelling)
{
    /// <summary>In how many looks in a row.</summary>
    public int Times { get; init; } = 1;

    public bool IsSame(WaitingChange other) => Passage == other.Passage && IsAdded == other.IsAdded;
}

/// <summary>A passage that a correction brought.</summary>
/// <param name="Passage">Its key.</param>
/// <param name="Was">The key of the passage that it replaced.</param>
/// <param name="Times">In how many looks in a row its place was corrected.</param>
internal sealed record FreshPassage(string Passage, string Was, int Times = 1);
