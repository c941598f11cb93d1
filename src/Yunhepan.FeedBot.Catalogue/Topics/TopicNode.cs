using System.Diagnostics;
namespace Yunhepan.FeedBot.Catalogue.Topics;

/// <summary>One category, publisher, source or region, with its place in its tree.</summary>
public sealed record TopicNode
{
    public required TopicKind Kind { get; init; }

    public required string Id { get; init; }

    public string? ParentId { get; init; }

    public required LocalisedName Name { get; init; }

    /// <summary>Of a category; normal for all others.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>Of a source: its address.</summary>
    public string? Url { get; init; }

    /// <summary>Of a source: its own category.</summary>
    public string? CategoryId { get; init; }

    /// <summary>Of a source: who publishes it.</summary>
    public string? PublisherId { get; init; }

    /// <summary>Of a source: where it is.</summary>
    public string? RegionId { get; init; }

    /// <summary>Of a source: its own node in a tree; null where it has none.</summary>
    public string? Own(TopicKind kind) => kind switch
    {
        TopicKind.Category => CategoryId,
        TopicKind.Publisher => PublisherId,
        TopicKind.Region => RegionId,
        TopicKind.Source or TopicKind.Word => Id,
        _ => throw new UnreachableException($"a topic of the kind {kind}"),
    };
}
