namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>The data by which a stored article is found.</summary>
/// <param name="Words">The words for the search, in the order of the text.</param>
/// <param name="Fingerprints">The fingerprints for stories.</param>
/// <param name="Keys">The keys for identity.</param>
internal sealed record IndexEntry(long ArticleId, IReadOnlyList<string> Words, int[] Fingerprints, long[] Keys);
