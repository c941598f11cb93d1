namespace Yunhepan.FeedBot.Catalogue;

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
