namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>Why what stands at an article's page is not to be taken.</summary>
/// <param name="Why">In words for the operator.</param>
public sealed record PageDoubt(string Why)
{
    /// <summary>
    /// It is what its list calls it and has the very text of a known article: its title alone would tell that one again, or what was
    /// taken down. A page under a title of its own is a broken one, and says nothing of what its list names.
    /// </summary>
    public bool HasAnothersText { get; init; }

    /// <summary>It has its title too, but for what adorns it: it is that article once more, and there is nothing to wait for.</summary>
    public bool IsKnownAgain { get; init; }
}
