namespace Yunhepan.FeedBot.Catalogue;

/// <summary>How much of a text its licence lets others show.</summary>
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
public sealed record SourceLicence(LicensedText Text, LocalisedName? Notice, string? Url)
{
    /// <summary>What holds where feeds.json states no licence: all of the text may be shown.</summary>
    public static SourceLicence None { get; } = new(LicensedText.Full, null, null);

    /// <summary>Only an excerpt may be shown.</summary>
    public bool IsExcerpt => Text == LicensedText.Excerpt;
}
