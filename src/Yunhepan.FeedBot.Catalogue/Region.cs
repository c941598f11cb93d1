namespace Yunhepan.FeedBot.Catalogue;

/// <summary>A place that articles are about. Ids are paths like those of categories.</summary>
public sealed record Region
{
    public required string Id { get; init; }

    public string? ParentId { get; init; }

    public required LocalisedName Name { get; init; }

    /// <summary>Rules that file an article here, in addition to the region of its source and the name of this region.</summary>
    public CategoryMatch? Match { get; init; }
}
