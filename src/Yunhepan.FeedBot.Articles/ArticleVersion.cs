namespace Yunhepan.FeedBot.Articles;

/// <summary>The content of an article before a correction or a withdrawal, for the operator.</summary>
public sealed class ArticleVersion
{
    public long ArticleId { get; init; }

    /// <summary>The number of the revision that replaced it.</summary>
    public long ReplacedBy { get; init; }

    public required string Title { get; init; }

    public required string ContentText { get; init; }
}
