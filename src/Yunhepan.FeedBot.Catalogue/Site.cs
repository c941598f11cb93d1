namespace Yunhepan.FeedBot.Catalogue;

/// <summary>The public identity of this service.</summary>
public sealed record Site
{
    public LocalisedName Title { get; init; } = LocalisedName.Same("Yunhepan.FeedBot");

    /// <summary>What it is for, in a sentence or two; null: the words of the program.</summary>
    public LocalisedName? Description { get; init; }

    /// <summary>The public address of this service without a trailing slash; null if it has none.</summary>
    public string? BaseUrl { get; init; }

    public string Language { get; init; } = "zh-CN";

    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>An address or e-mail at which publishers can reach us; part of the User-Agent.</summary>
    public string? Contact { get; init; }
}
