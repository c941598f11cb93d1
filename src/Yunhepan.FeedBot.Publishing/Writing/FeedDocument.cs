using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>A feed as a format writes it; equal documents give equal bytes.</summary>
internal sealed record FeedDocument
{
    /// <summary>Never changes, whatever address the feed is served at.</summary>
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>BCP 47 tag of the feed's own words.</summary>
    public required string Language { get; init; }

    /// <summary>Address of the service, without a trailing slash.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>The address it was asked for at.</summary>
    public required string SelfUrl { get; init; }

    /// <summary>The page for people that shows the same articles.</summary>
    public required string HomeUrl { get; init; }

    public required string SiteTitle { get; init; }

    /// <summary>When any of its articles last changed; null when it never held one.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    public int TimeToLiveMinutes { get; init; } = 5;

    /// <summary>A sentence on the rights in the articles.</summary>
    public string? Rights { get; init; }

    /// <summary>The WebSub hub that tells of changes; null for documents that never change.</summary>
    public string? HubUrl { get; init; }

    /// <summary>RFC 5005: the document with what came before.</summary>
    public string? OlderUrl { get; init; }

    /// <summary>RFC 5005: the document with what came after; only an archive has one.</summary>
    public string? NewerUrl { get; init; }

    /// <summary>RFC 5005: the feed that an archive belongs to.</summary>
    public string? CurrentUrl { get; init; }

    public bool IsArchive => CurrentUrl is not null;

    public IReadOnlyList<FeedItem> Items { get; init; } = [];

    /// <summary>RFC 6721: what stood here and was withdrawn.</summary>
    public IReadOnlyList<RetractedItem> Retracted { get; init; } = [];
}

/// <param name="Id">That of the item.</param>
/// <param name="At">When it was withdrawn.</param>
/// <param name="Reason">In a few words, for people.</param>
internal sealed record RetractedItem(Guid Id, DateTimeOffset At, string? Reason);

/// <summary>A source as the items name it.</summary>
/// <param name="Url">Its configured address; null when unknown.</param>
internal sealed record ItemSource(string Id, string Name, string? Url);

internal sealed record ItemCategory(string Id, string Name);

/// <summary>Where else the story is told.</summary>
/// <param name="Name">Of the source that tells it.</param>
internal sealed record ItemStoryMember(string Name, string Url);

/// <param name="Notice">The licence or attribution in words.</param>
/// <param name="Url">Where it can be read.</param>
internal sealed record ItemLicence(string? Notice, string? Url);

/// <summary>One article as it goes into any feed: every string is legal in XML and JSON, every address absolute.</summary>
internal sealed record FeedItem
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The article at its source, else our own page.</summary>
    public required string Url { get; init; }

    public required string PageUrl { get; init; }

    /// <summary>The original publisher's page of a repost, where it is known to be more than a home page.</summary>
    public string? OriginalUrl { get; init; }

    /// <summary>Plain text.</summary>
    public string? Summary { get; init; }

    /// <summary>Sanitised, with the attribution as its last line; never empty.</summary>
    public required string ContentHtml { get; init; }

    public string? ImageUrl { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset Updated { get; init; }

    /// <summary>Stated by the source.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The original publisher of a repost (来源), else null.</summary>
    public string? OriginName { get; init; }

    public string? OriginUrl { get; init; }

    public required ItemSource Source { get; init; }

    /// <summary>The other members of the story, in the order of their discovery; a few of very many.</summary>
    public IReadOnlyList<ItemStoryMember> AlsoAt { get; init; } = [];

    public IReadOnlyList<ItemCategory> Categories { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Language { get; init; }

    public string? Rights { get; init; }

    /// <summary>What its source states of the rights; null when it states nothing.</summary>
    public ItemLicence? Licence { get; init; }

    /// <summary>False when this is an excerpt, because its source allows no more.</summary>
    public bool IsWhole { get; init; } = true;

    public Priority Priority { get; init; }

    public IReadOnlyList<ItemAttachment> Attachments { get; init; } = [];

    /// <summary>Who to name: the authors, else the original publisher, else the source.</summary>
    public IReadOnlyList<string> Credits => Authors.Count > 0 ? Authors : [SourceName];

    public string SourceName => OriginName ?? Source.Name;
}

internal sealed record ItemAttachment(string Url, string MimeType, string? Title, long? SizeInBytes, int? DurationInSeconds);
