namespace Yunhepan.FeedBot.Articles;

/// <summary>
/// An article on its way into the store, normalised: its title is plain and never empty, addresses are absolute, HTML is safe,
/// lengths are bounded. Everything but the title may be missing.
/// </summary>
public sealed record ArticleDraft
{
    /// <summary>The identifier the source gave (guid, atom:id).</summary>
    public string? Id { get; init; }

    public string? Url { get; init; }

    /// <summary>What tells it from the other items of its document where its guid and its link do not; null where they do.</summary>
    public string? Distinction { get; init; }

    /// <summary>Its link leads to a page of many items (a changelog, the home page): it neither names it nor holds its text.</summary>
    public bool SharesLink { get; init; }

    public required string Title { get; init; }

    /// <summary>Its page may show the beginning of it only: it asks for a subscription, a login or an app to read on.</summary>
    public bool IsBeginning { get; init; }

    public string ContentHtml { get; init; } = "";

    public string ContentText { get; init; } = "";

    public string? Summary { get; init; }

    public string? ImageUrl { get; init; }

    /// <summary>With the offset the source stated, or that of its zone.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>False when only a day was stated.</summary>
    public bool PublishedHasTime { get; init; }

    /// <summary>What <see cref="PublishedAt"/> was read from.</summary>
    public DateOrigin? PublishedOrigin { get; init; }

    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>What <see cref="ModifiedAt"/> was read from.</summary>
    public DateOrigin? ModifiedOrigin { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    public string? Editor { get; init; }

    /// <summary>The original publisher of a repost (来源).</summary>
    public string? OriginName { get; init; }

    public string? OriginUrl { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Section { get; init; }

    public string? Language { get; init; }

    public string? Rights { get; init; }

    public IReadOnlyList<ArticleLink> Related { get; init; } = [];

    public IReadOnlyList<ArticleAttachment> Attachments { get; init; } = [];

    /// <summary>What it is known by in its source; null: as <see cref="Articles.Identity.ArticleIdentity.Derive"/> finds it.</summary>
    public string? Identity { get; init; }

    /// <summary>False for what must not alert, as a source's first poll.</summary>
    public bool Alerting { get; init; } = true;

    /// <summary>When and where among others its list showed it, if it was read from its own page later on.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>The stored article whose page said this, when it was looked at again: what it is need not be found.</summary>
    public Article? LookedAt { get; init; }

    /// <summary>See <see cref="Article.TextIsOfPage"/>.</summary>
    public bool IsOfPage { get; init; }
}
