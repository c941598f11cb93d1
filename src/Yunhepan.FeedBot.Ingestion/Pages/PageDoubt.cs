namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>Why the content of an article's page must not be taken.</summary>
/// <param name="Why">The reason in words for the operator.</param>
internal sealed record PageDoubt(string Why)
{
    /// <summary>
    /// True if the page matches its list entry but has exactly the text of a known article: with the title alone that article, or
    /// one that was taken down, would be published again. A page with a title of its own is broken and says nothing about its
    /// list entry.
    /// </summary>
    public bool HasAnothersText { get; init; }

    /// <summary>
    /// True if it also has that article's title, apart from decoration: it is the same article again, and there is nothing to
    /// wait for.
    /// </summary>
    public bool IsKnownAgain { get; init; }
}
