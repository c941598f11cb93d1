namespace Yunhepan.FeedBot.Catalogue;

/// <summary>The subject of an article. Ids are paths: <c>alerts/missing</c> is below <c>alerts</c>.</summary>
public sealed record Category
{
    public required string Id { get; init; }

    public string? ParentId { get; init; }

    public required LocalisedName Name { get; init; }

    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>Rules that file an article here, in addition to the category of its source.</summary>
    public CategoryMatch? Match { get; init; }
}

/// <summary>Conditions that must all hold; an empty list is no condition.</summary>
public sealed record CategoryMatch
{
    /// <summary>The title contains at least one of these words.</summary>
    public IReadOnlyList<string> Title { get; init; } = [];

    /// <summary>The title or the text contains at least one of these words.</summary>
    public IReadOnlyList<string> Any { get; init; } = [];

    /// <summary>The title or the text contains each of these words.</summary>
    public IReadOnlyList<string> All { get; init; } = [];

    /// <summary>The title contains none of these words.</summary>
    public IReadOnlyList<string> None { get; init; } = [];

    /// <summary>The article's address contains one of these path parts, such as <c>/edu/</c>.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>One of these is a tag of the article or its section.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
