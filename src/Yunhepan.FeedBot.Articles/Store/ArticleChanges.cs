using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles.Store;

/// <summary>The result of an append.</summary>
public sealed record ArticleChanges(IReadOnlyList<Article> New, IReadOnlyList<Article> Corrected)
{
    public static ArticleChanges None { get; } = new([], []);

    /// <summary>Articles that a notice in their place, or a notice among the new ones, withdrew.</summary>
    public IReadOnlyList<Article> Withdrawn { get; init; } = [];

    /// <summary>Items left out because the operator had taken them down.</summary>
    public IReadOnlyList<Takedown> KeptAway { get; init; } = [];
}
