namespace Yunhepan.FeedBot.Catalogue;

/// <summary>feeds.json as one immutable, validated value.</summary>
public sealed record SourceCatalogue
{
    public required Site Site { get; init; }

    /// <summary>A flat list, parents before children; <see cref="Category.ParentId"/> defines the tree.</summary>
    public IReadOnlyList<Category> Categories { get; init; } = [];

    public IReadOnlyList<Publisher> Publishers { get; init; } = [];

    public IReadOnlyList<Region> Regions { get; init; } = [];

    public IReadOnlyList<Source> Sources { get; init; } = [];

    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>The chats from which the operator decides about sources that others add.</summary>
    public IReadOnlyList<OperatorChat> Operators { get; init; } = [];
}
