namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>One sampled shingle of one article: articles that share some may belong to the same story.</summary>
internal sealed class StoryFingerprint
{
    public int Hash { get; init; }

    public long ArticleId { get; init; }
}
