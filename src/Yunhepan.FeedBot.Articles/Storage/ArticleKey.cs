namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>A key by which an article is found within its source, besides its identity.</summary>
public sealed class ArticleKey
{
    /// <summary>The first 64 bits of the SHA-256 of source and key.</summary>
    public long Hash { get; init; }

    public long ArticleId { get; init; }
}
