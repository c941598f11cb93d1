namespace Yunhepan.FeedBot.Catalogue;

/// <summary>Who we are to the outside.</summary>
public sealed record Site
{
    public LocalisedName Title { get; init; } = LocalisedName.Same("Yunhepan.FeedBot");

    /// <summary>What it is for, in a sentence or two; null: the words of the program.</summary>
    public LocalisedName? Description { get; init; }

    /// <summary>Public address of this service, without a trailing slash; null when it has none.</summary>
    public string? BaseUrl { get; init; }

    public string Language { get; init; } = "zh-CN";

    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Address or e-mail that publishers can write to; part of the User-Agent.</summary>
    public string? Contact { get; init; }
}
