using System.Diagnostics;
namespace Yunhepan.FeedBot.Catalogue.Topics;

/// <summary>One category, publisher, source or region, with its place in its tree.</summary>
public sealed record TopicNode
{
    public required TopicKind Kind { get; init; }

    public required string Id { get; init; }

    public string? ParentId { get; init; }

    public required LocalisedName Name { get; init; }

    /// <summary>The priority of a category; normal for all other kinds.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>The address of a source; null for other kinds.</summary>
    public string? Url { get; init; }

    /// <summary>True for a publisher that feeds.json states as verified.</summary>
    public bool IsVerified { get; init; }

    /// <summary>True for a source that only its followers may see; see <see cref="Source.IsUnlisted"/>.</summary>
    public bool IsUnlisted { get; init; }

    /// <summary>The category of a source.</summary>
    public string? CategoryId { get; init; }

    /// <summary>The publisher of a source.</summary>
    public string? PublisherId { get; init; }

    /// <summary>The region of a source.</summary>
    public string? RegionId { get; init; }

    /// <summary>Returns the id of a source's own node in a tree; null if it has none.</summary>
    public string? Own(TopicKind kind) => kind switch
    {
        TopicKind.Category => CategoryId,
        TopicKind.Publisher => PublisherId,
        TopicKind.Region => RegionId,
        TopicKind.Source or TopicKind.Word => Id,
        _ => throw new UnreachableException($"unknown topic kind {kind}"),
    };
}
