namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>One thing that an article is known by within its source, besides its identity.</summary>
public sealed class ArticleKey
{
    /// <summary>64 bits of a SHA-256 of source and key.</summary>
    public long Hash { get; init; }

    public long ArticleId { get; init; }
}
