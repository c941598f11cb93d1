namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>What is stored of an article to find it by.</summary>
/// <param name="Words">For search, in the order of the text.</param>
/// <param name="Fingerprints">For stories.</param>
/// <param name="Keys">For identity.</param>
internal sealed record IndexEntry(long ArticleId, IReadOnlyList<string> Words, int[] Fingerprints, long[] Keys)
{
    /// <summary>Raised whenever words or fingerprints are made by another rule; a migration then raises the filter of the index too.</summary>
    public const int Version = 1;
}
