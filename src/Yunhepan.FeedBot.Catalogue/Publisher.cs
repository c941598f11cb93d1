namespace Yunhepan.FeedBot.Catalogue;

/// <summary>An organisation that publishes articles, in a tree. Ids are paths like those of categories.</summary>
public sealed record Publisher
{
    public required string Id { get; init; }

    public string? ParentId { get; init; }

    public required LocalisedName Name { get; init; }

    public bool Verified { get; init; }

    /// <summary>The chats that answer the questions of readers; empty if the publisher above, or the operator, answers.</summary>
    public IReadOnlyList<OperatorChat> Desk { get; init; } = [];
}
