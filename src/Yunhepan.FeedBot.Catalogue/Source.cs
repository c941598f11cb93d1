namespace Yunhepan.FeedBot.Catalogue;

/// <summary>A configured origin of articles. Only its address is required in feeds.json.</summary>
public sealed record Source
{
    /// <summary>The permanent id; derived from the address if feeds.json states none.</summary>
    public required string Id { get; init; }

    public required string Url { get; init; }

    /// <summary>The name that people see; the host name if feeds.json states none.</summary>
    public required LocalisedName Name { get; init; }

    /// <summary>
    /// True if feeds.json states the name. Otherwise the name is the host until the source's own document gives a title.
    /// </summary>
    public bool IsNamed { get; init; } = true;

    public SourceKind Kind { get; init; } = SourceKind.Auto;

    public string? CategoryId { get; init; }

    public string? PublisherId { get; init; }

    public string? RegionId { get; init; }

    public TimeSpan? Every { get; init; }

    /// <summary>A Quartz cron expression in <see cref="ScheduleZone"/>; excludes <see cref="Every"/>.</summary>
    public string? Cron { get; init; }

    public string? Language { get; init; }

    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>The time zone of <see cref="Cron"/>: the source's own, or else the site's.</summary>
    public TimeZoneInfo ScheduleZone { get; init; } = TimeZoneInfo.Utc;

    public string? Encoding { get; init; }

    public SourceContent Content { get; init; } = SourceContent.Full;

    /// <summary>What may be shown of its articles; null means all of it.</summary>
    public SourceLicence? Licence { get; init; }

    /// <summary>Words of which a title must contain one; an empty list admits every title.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Words that a title must not contain.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>CSS selectors for pages that the engine reads incorrectly.</summary>
    public SourceSelectors? Selectors { get; init; }

    /// <summary>Additional request headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>True to keep cookies across redirects.</summary>
    public bool Cookies { get; init; }

    /// <summary>The HTTP proxy to use, with credentials if needed.</summary>
    public string? Proxy { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>
    /// True for a source that a chat has added and no operator has listed: only its followers may see its articles. Sources of
    /// feeds.json are always listed.
    /// </summary>
    public bool IsUnlisted { get; init; }

    /// <summary>True if a chat gave its address, listed or not: hosts that are open for feeds.json stay closed to it.</summary>
    public bool IsAdded { get; init; }

    // The generated ToString prints all members, and headers and proxy may contain secrets.
    public override string ToString() => $"{Id} ({Url})";
}

/// <summary>CSS selectors for the parts of a page; each overrides the engine where it matches something.</summary>
/// <param name="Items">Each match is one entry of a list page.</param>
/// <param name="Title">The article's title.</param>
/// <param name="Date">The element whose text states the time of publication.</param>
/// <param name="Content">The element that holds the article's body.</param>
public sealed record SourceSelectors(string? Items, string? Title, string? Date, string? Content);
