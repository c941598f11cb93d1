namespace Yunhepan.FeedBot.Articles;

/// <summary>One category of an article, and why it is filed there.</summary>
public sealed class ArticleCategory
{
    public long ArticleId { get; init; }

    /// <summary>A path such as <c>alerts/missing</c>.</summary>
    public required string CategoryId { get; init; }

    /// <summary><c>source</c>, <c>title: 寻人</c>, <c>path: /edu/</c>, <c>story: SOURCE</c>…</summary>
    public required string Reason { get; init; }

    /// <summary>The source of the story's other article that brought it here; null if it is here by itself.</summary>
    public string? ViaStoryOf { get; init; }
}

/// <summary>One region of an article, and why it is filed there.</summary>
public sealed class ArticleRegion
{
    public long ArticleId { get; init; }

    public required string RegionId { get; init; }

    /// <summary><c>source</c>, <c>title: 邹城市</c>, <c>word: …</c>, <c>story: SOURCE</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The source of the story's other article that brought it here; null if it is here by itself.</summary>
    public string? ViaStoryOf { get; init; }
}

/// <summary>One publisher of an article besides its source's own, and why.</summary>
public sealed class ArticlePublisher
{
    public long ArticleId { get; init; }

    public required string PublisherId { get; init; }

    /// <summary><c>origin: 济宁市公安局</c>.</summary>
    public required string Reason { get; init; }
}
