using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>The content of a feed for a format; equal documents give equal bytes.</summary>
internal sealed record FeedDocument
{
    /// <summary>The permanent id, independent of the address at which the feed is served.</summary>
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>The BCP 47 tag of the feed's own texts.</summary>
    public required string Language { get; init; }

    /// <summary>The address of the service, without a trailing slash.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>The address at which it was requested.</summary>
    public required string SelfUrl { get; init; }

    /// <summary>The page for people with the same articles.</summary>
    public required string HomeUrl { get; init; }

    public required string SiteTitle { get; init; }

    /// <summary>When any of its articles last changed; null if it never held one.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    public int TimeToLiveMinutes { get; init; } = 5;

    /// <summary>A sentence on the rights to the articles.</summary>
    public string? Rights { get; init; }

    /// <summary>The WebSub hub that reports changes; null for documents that never change.</summary>
    public string? HubUrl { get; init; }

    /// <summary>RFC 5005: the previous, older document.</summary>
    public string? OlderUrl { get; init; }

    /// <summary>RFC 5005: the next, newer document; only an archive has one.</summary>
    public string? NewerUrl { get; init; }

    /// <summary>RFC 5005: the feed that an archive belongs to.</summary>
    public string? CurrentUrl { get; init; }

    public bool IsArchive => CurrentUrl is not null;

    public IReadOnlyList<FeedItem> Items { get; init; } = [];

    /// <summary>RFC 6721: the withdrawn items.</summary>
    public IReadOnlyList<RetractedItem> Retracted { get; init; } = [];
}

/// <param name="Id">The id of the item.</param>
/// <param name="At">When it was withdrawn.</param>
/// <param name="Reason">The reason in a few words, for people.</param>
internal sealed record RetractedItem(Guid Id, DateTimeOffset At, string? Reason);

/// <summary>A source as items name it.</summary>
/// <param name="Url">Its configured address; null when unknown.</param>
internal sealed record ItemSource(string Id, string Name, string? Url);

internal sealed record ItemCategory(string Id, string Name);

/// <summary>Another article of the story.</summary>
/// <param name="Name">The name of its source.</param>
internal sealed record ItemStoryMember(string Name, string Url);

/// <param name="Notice">The licence or attribution in words.</param>
/// <param name="Url">The address of its text.</param>
internal sealed record ItemLicence(string? Notice, string? Url);

/// <summary>One article in the form for any feed: every string is legal in XML and JSON, every address absolute.</summary>
internal sealed record FeedItem
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The article at its source, or else our own page.</summary>
    public required string Url { get; init; }

    public required string PageUrl { get; init; }

    /// <summary>The original publisher's page of a repost, if it is known to be more than a home page.</summary>
    public string? OriginalUrl { get; init; }

    /// <summary>How the subject of the alert ended; null while it stands.</summary>
    public AlertEnd? Ended { get; init; }

    /// <summary>The summary as plain text.</summary>
    public string? Summary { get; init; }

    /// <summary>Sanitised HTML with the attribution as its last line; never empty.</summary>
    public required string ContentHtml { get; init; }

    public string? ImageUrl { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset Updated { get; init; }

    /// <summary>The authors that the source states.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The original publisher of a repost (来源); otherwise null.</summary>
    public string? OriginName { get; init; }

    public string? OriginUrl { get; init; }

    public required ItemSource Source { get; init; }

    /// <summary>The other members of the story, in the order of discovery; only a few if there are many.</summary>
    public IReadOnlyList<ItemStoryMember> AlsoAt { get; init; } = [];

    public IReadOnlyList<ItemCategory> Categories { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Language { get; init; }

    public string? Rights { get; init; }

    /// <summary>The licence that its source states; null if it states none.</summary>
    public ItemLicence? Licence { get; init; }

    /// <summary>False if this is an excerpt, because its source allows no more.</summary>
    public bool IsWhole { get; init; } = true;

    public Priority Priority { get; init; }

    public IReadOnlyList<ItemAttachment> Attachments { get; init; } = [];

    /// <summary>The names to credit: the authors, else the original publisher, else the source.</summary>
    public IReadOnlyList<string> Credits => Authors.Count > 0 ? Authors : [SourceName];

    public string SourceName => OriginName ?? Source.Name;
}

internal sealed record ItemAttachment(string Url, string MimeType, string? Title, long? SizeInBytes, int? DurationInSeconds);
