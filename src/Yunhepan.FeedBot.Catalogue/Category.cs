namespace Yunhepan.FeedBot.Catalogue;

/// <summary>What an article is about. Ids are paths: <c>alerts/missing</c> lies below <c>alerts</c>.</summary>
public sealed record Category
{
    public required string Id { get; init; }

    public string? ParentId { get; init; }

    public required LocalisedName Name { get; init; }

    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>Rules that put an article here besides its source's own category.</summary>
    public CategoryMatch? Match { get; init; }
}

/// <summary>All stated conditions must hold; an empty list states nothing.</summary>
public sealed record CategoryMatch
{
    /// <summary>At least one of these words stands in the title.</summary>
    public IReadOnlyList<string> Title { get; init; } = [];

    /// <summary>At least one of these words stands in title or text.</summary>
    public IReadOnlyList<string> Any { get; init; } = [];

    /// <summary>All of these words stand in title or text.</summary>
    public IReadOnlyList<string> All { get; init; } = [];

    /// <summary>None of these words stands in the title.</summary>
    public IReadOnlyList<string> None { get; init; } = [];

    /// <summary>The article's address contains one of these path parts, as <c>/edu/</c>.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>At least one of these is a tag of the article, or its section.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
