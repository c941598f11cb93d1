namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>What is stored of an article to find it by.</summary>
/// <param name="Words">For search, in the order of the text.</param>
/// <param name="Fingerprints">For stories.</param>
/// <param name="Keys">For identity.</param>
internal sealed record IndexEntry(long ArticleId, IReadOnlyList<string> Words, int[] Fingerprints, long[] Keys);
