namespace Yunhepan.FeedBot.Sources.Catalogue;

/// <summary>feeds.json as one immutable, validated value.</summary>
public sealed record SourceCatalogue
{
    public required Site Site { get; init; }

    /// <summary>Flat, parents before children; <see cref="Category.ParentId"/> makes the tree.</summary>
    public IReadOnlyList<Category> Categories { get; init; } = [];

    public IReadOnlyList<Publisher> Publishers { get; init; } = [];

    public IReadOnlyList<Region> Regions { get; init; } = [];

    public IReadOnlyList<Source> Sources { get; init; } = [];
}

/// <summary>Who we are to the outside.</summary>
public sealed record Site
{
    public string Title { get; init; } = "Yunhepan.FeedBot";

    /// <summary>Public address of this service, without a trailing slash; null when it has none.</summary>
    public string? BaseUrl { get; init; }

    public string Language { get; init; } = "zh-CN";

    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Address or e-mail that publishers can write to; part of the User-Agent.</summary>
    public string? Contact { get; init; }
}

/// <summary>A name in the two languages of the product.</summary>
public sealed record LocalisedName(string Zh, string En)
{
    /// <summary>The name for a BCP 47 tag: Chinese for <c>zh…</c>, else English.</summary>
    public string For(string? language) =>
        language is not null && language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Zh : En;
}

public enum Priority
{
    Urgent = 0,
    Normal = 1,
    Low = 2,
}

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

/// <summary>Who speaks: an organisation in a tree. Ids are paths like those of categories.</summary>
public sealed record Publisher
{
    public required string Id { get; init; }

    public string? ParentId { get; init; }

    public required LocalisedName Name { get; init; }

    public bool Verified { get; init; }
}

public sealed record Region
{
    public required string Id { get; init; }

    public string? ParentId { get; init; }

    public required LocalisedName Name { get; init; }

    /// <summary>Rules that put an article here besides its source's own region and the region's name.</summary>
    public CategoryMatch? Match { get; init; }
}

public enum SourceKind
{
    Auto,
    Feed,
    List,
    Article,
    Sitemap,
    Json,
}

public enum SourceContent
{
    /// <summary>The article page is read where the source itself gives no full text.</summary>
    Full,

    /// <summary>What the source itself says is enough.</summary>
    Summary,
}

public enum LicensedText
{
    /// <summary>All of it may be shown.</summary>
    Full,

    /// <summary>An excerpt may be shown, nowhere more.</summary>
    Excerpt,
}

/// <summary>What a source lets others show of its articles.</summary>
/// <param name="Notice">The licence or attribution that goes with each article; null for none.</param>
/// <param name="Url">Where the licence can be read; null for none.</param>
public sealed record SourceLicence(LicensedText Text, LocalisedName? Notice, string? Url);

/// <summary>A configured origin of articles. Only its address is required in feeds.json.</summary>
public sealed record Source
{
    /// <summary>Stable for ever; derived from the address when not stated.</summary>
    public required string Id { get; init; }

    public required string Url { get; init; }

    /// <summary>What people see; the host name when not stated.</summary>
    public required LocalisedName Name { get; init; }

    /// <summary>Does feeds.json state the name? Else it is the host's, until the source's own document gives a title.</summary>
    public bool IsNamed { get; init; } = true;

    public SourceKind Kind { get; init; } = SourceKind.Auto;

    public string? CategoryId { get; init; }

    public string? PublisherId { get; init; }

    public string? RegionId { get; init; }

    public TimeSpan? Every { get; init; }

    /// <summary>Quartz cron expression in <see cref="ScheduleZone"/>; excludes <see cref="Every"/>.</summary>
    public string? Cron { get; init; }

    public string? Language { get; init; }

    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Zone in which <see cref="Cron"/> is meant: the source's own, else the site's.</summary>
    public TimeZoneInfo ScheduleZone { get; init; } = TimeZoneInfo.Utc;

    public string? Encoding { get; init; }

    public SourceContent Content { get; init; } = SourceContent.Full;

    /// <summary>What may be shown of its articles; null when nothing is stated: all.</summary>
    public SourceLicence? Licence { get; init; }

    /// <summary>Words of which a title must contain one; empty lets all in.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Words of which a title may contain none.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>CSS selectors for pages that the engine judges wrongly.</summary>
    public SourceSelectors? Selectors { get; init; }

    /// <summary>Request headers to add.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Keep cookies from one redirect to the next.</summary>
    public bool Cookies { get; init; }

    /// <summary>An HTTP proxy to go through, with its credentials where it wants them.</summary>
    public string? Proxy { get; init; }

    public bool Enabled { get; init; } = true;

    // A record prints its members: headers and proxy may hold secrets.
    public override string ToString() => $"{Id} ({Url})";
}

/// <summary>CSS selectors of a page's parts; each wins over the engine where it matches something.</summary>
/// <param name="Items">Each match is one entry of a list page.</param>
/// <param name="Title">The article's title.</param>
/// <param name="Date">The element whose text states the time of publication.</param>
/// <param name="Content">The element that holds the article's body.</param>
public sealed record SourceSelectors(string? Items, string? Title, string? Date, string? Content);
