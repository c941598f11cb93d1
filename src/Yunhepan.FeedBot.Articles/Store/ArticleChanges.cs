using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles.Store;

/// <summary>What an append did.</summary>
public sealed record ArticleChanges(IReadOnlyList<Article> New, IReadOnlyList<Article> Corrected)
{
    public static ArticleChanges None { get; } = new([], []);

    /// <summary>Taken back by a notice in their place, or by a notice among the new ones.</summary>
    public IReadOnlyList<Article> Withdrawn { get; init; } = [];

    /// <summary>Items that came back after the operator had taken them down: they were left out.</summary>
    public IReadOnlyList<Takedown> KeptAway { get; init; } = [];
}
