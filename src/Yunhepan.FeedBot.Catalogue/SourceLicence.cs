namespace Yunhepan.FeedBot.Catalogue;

/// <summary>How much of a text its licence permits to show.</summary>
public enum LicensedText
{
    /// <summary>The whole text may be shown.</summary>
    Full,

    /// <summary>Only an excerpt may be shown.</summary>
    Excerpt,
}

/// <summary>What a source permits to show of its articles.</summary>
/// <param name="Notice">The licence or attribution shown with each article; null for none.</param>
/// <param name="Url">The address of the licence; null for none.</param>
public sealed record SourceLicence(LicensedText Text, LocalisedName? Notice, string? Url)
{
    /// <summary>The default if feeds.json states no licence: the whole text may be shown.</summary>
    public static SourceLicence None { get; } = new(LicensedText.Full, null, null);

    /// <summary>True if only an excerpt may be shown.</summary>
    public bool IsExcerpt => Text == LicensedText.Excerpt;
}
