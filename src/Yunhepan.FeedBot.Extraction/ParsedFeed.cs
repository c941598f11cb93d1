using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.Extraction;

/// <summary>What a document turned out to be.</summary>
public enum DocumentKind
{
    /// <summary>A feed in any format: RSS, RDF, Atom, JSON Feed.</summary>
    Feed,

    /// <summary>A page that lists articles: every item is a link to one.</summary>
    List,

    /// <summary>A page that is one article: exactly one item.</summary>
    Article,
}

/// <summary>The content of one document in one shape, whatever its format. None of it is stored yet.</summary>
public sealed record ParsedFeed
{
    public required DocumentKind Kind { get; init; }

    /// <summary>How sure the parser is of <see cref="Kind"/>, 0 to 1.</summary>
    public double Confidence { get; init; } = 1;

    public required DocumentFormat Format { get; init; }

    /// <summary>The character set the bytes were read with, by its IANA name in lower case: <c>utf-8</c>, <c>gb18030</c>…</summary>
    public required string Encoding { get; init; }

    public string? Title { get; init; }

    public string? HomePageUrl { get; init; }

    public string? FeedUrl { get; init; }

    public string? Description { get; init; }

    /// <summary>A large square picture of the feed.</summary>
    public string? IconUrl { get; init; }

    /// <summary>A small picture of the site.</summary>
    public string? FaviconUrl { get; init; }

    /// <summary>BCP 47 language tag.</summary>
    public string? Language { get; init; }

    public string? Rights { get; init; }

    public IReadOnlyList<ParsedAuthor> Authors { get; init; } = [];

    /// <summary>WebSub hubs.</summary>
    public IReadOnlyList<string> Hubs { get; init; } = [];

    /// <summary>Feeds that the page advertises (autodiscovery).</summary>
    public IReadOnlyList<ParsedLink> AlternateFeeds { get; init; } = [];

    /// <summary>The root of the WordPress API that the page names (<c>rel="https://api.w.org/"</c>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WordPressApiUrl { get; init; }

    /// <summary>The next page of a list or of a paged feed.</summary>
    public string? NextPageUrl { get; init; }

    /// <summary>How long the publisher asks readers to wait between polls (RSS <c>ttl</c>, <c>sy:*</c>).</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Hours (0 to 23, GMT) in which the publisher asks not to be polled (RSS <c>skipHours</c>).</summary>
    public IReadOnlyList<int> SkipHours { get; init; } = [];

    /// <summary>Days (GMT) on which the publisher asks not to be polled (RSS <c>skipDays</c>).</summary>
    public IReadOnlyList<DayOfWeek> SkipDays { get; init; } = [];

    public IReadOnlyList<ParsedItem> Items { get; init; } = [];
}
