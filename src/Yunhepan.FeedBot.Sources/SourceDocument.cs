using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Sources.Polling;

namespace Yunhepan.FeedBot.Sources;

/// <summary>
/// What a source offers, normalised: the one shape that the next stage knows. Titles are plain and never
/// empty, addresses absolute, HTML safe, text free of characters that no document may hold, lengths bounded.
/// </summary>
public sealed record SourceDocument
{
    /// <summary>True when the items are links of a list page: their content is on the pages they lead to.</summary>
    public required bool IsList { get; init; }

    /// <summary>What it turned out to be; never <see cref="SourceKind.Auto"/> when it was read.</summary>
    public SourceKind Kind { get; init; }

    public string? Title { get; init; }

    public string? HomePageUrl { get; init; }

    public string? Language { get; init; }

    /// <summary>When the document asks to be polled, and when not.</summary>
    public PollHints Hints { get; init; } = PollHints.None;

    /// <summary>Its own address, as it states it: the topic that a hub knows it by.</summary>
    public string? FeedUrl { get; init; }

    /// <summary>WebSub hubs, as the document or the answer's <c>Link</c> header states them.</summary>
    public IReadOnlyList<string> Hubs { get; init; } = [];

    /// <summary>In the order of the document.</summary>
    public IReadOnlyList<SourceItem> Items { get; init; } = [];
}

/// <summary>One offered article. Everything but the title may be missing.</summary>
public sealed record SourceItem
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

    public DateTimeOffset? ModifiedAt { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    public string? Editor { get; init; }

    /// <summary>The original publisher of a repost (来源).</summary>
    public string? OriginName { get; init; }

    public string? OriginUrl { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Section { get; init; }

    public string? Language { get; init; }

    public string? Rights { get; init; }

    public IReadOnlyList<SourceLink> Related { get; init; } = [];

    public IReadOnlyList<SourceAttachment> Attachments { get; init; } = [];
}

public sealed record SourceLink(string Title, string Url);

public sealed record SourceAttachment(string Url, string? MimeType, string? Title, long? SizeInBytes, TimeSpan? Duration);
