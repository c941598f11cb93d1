namespace Yunhepan.FeedBot.Articles;

/// <summary>
/// A normalised article on its way into the store: its title is plain and never empty, addresses are absolute, HTML is safe, and
/// lengths are bounded. Everything but the title may be missing.
/// </summary>
public sealed record ArticleDraft
{
    /// <summary>The identifier that the source gave (guid, atom:id).</summary>
    public string? Id { get; init; }

    public string? Url { get; init; }

    /// <summary>Distinguishes it from other items of its document if guid and link do not; null if they do.</summary>
    public string? Distinction { get; init; }

    /// <summary>
    /// True if its link leads to a page of many items (a changelog, the home page), which neither identifies it nor holds its
    /// text.
    /// </summary>
    public bool SharesLink { get; init; }

    public required string Title { get; init; }

    /// <summary>
    /// True if its page may show only the beginning, because it asks for a subscription, a login or an app to read on.
    /// </summary>
    public bool IsBeginning { get; init; }

    public string ContentHtml { get; init; } = "";

    public string ContentText { get; init; } = "";

    public string? Summary { get; init; }

    /// <summary>The whole text; the summary if the source gives no more; otherwise empty.</summary>
    public string AvailableText => ContentText.Length > 0 ? ContentText : Summary ?? "";

    public string? ImageUrl { get; init; }

    /// <summary>The publication date with the offset that the source stated, or that of its zone.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>False if only a day was stated.</summary>
    public bool PublishedHasTime { get; init; }

    /// <summary>The evidence from which <see cref="PublishedAt"/> was read.</summary>
    public StoredDateOrigin? PublishedOrigin { get; init; }

    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>The evidence from which <see cref="ModifiedAt"/> was read.</summary>
    public StoredDateOrigin? ModifiedOrigin { get; init; }

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

    /// <summary>
    /// Its known identity within its source; null derives it with <see cref="Articles.Identity.ArticleIdentity.Derive"/>.
    /// </summary>
    public string? Identity { get; init; }

    /// <summary>False if it must not alert, as in a source's first poll.</summary>
    public bool Alerting { get; init; } = true;

    /// <summary>Its time and place in its list, if it was read from its own page later.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>The stored article that this draft is certainly about, so that it need not be identified.</summary>
    public Article? LookedAt { get; init; }

    /// <summary>
    /// True if it is only what a list or a feed says of a known article whose page has the text: it may report the end of its
    /// alert and changes nothing else.
    /// </summary>
    public bool IsGlimpse { get; init; }

    /// <summary>True if it only gives a known article its new address: nobody has looked at the text.</summary>
    public bool IsMove { get; init; }

    /// <summary>See <see cref="Article.TextIsOfPage"/>.</summary>
    public bool IsOfPage { get; init; }
}
