namespace Yunhepan.FeedBot.Catalogue;

/// <summary>A place that articles tell of. Ids are paths like those of categories.</summary>
public sealed record Region
{
    public required string Id { get; init; }

    public string? ParentId { get; init; }

    public required LocalisedName Name { get; init; }

    /// <summary>Rules that put an article here besides its source's own region and the region's name.</summary>
    public CategoryMatch? Match { get; init; }
}
