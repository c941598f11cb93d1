namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>What a written date leaves unsaid.</summary>
/// <param name="FetchedAt">Relative dates and missing years count back from here.</param>
/// <param name="Zone">Zone of dates that state none.</param>
/// <param name="Language">BCP 47 tag of the document.</param>
/// <param name="IsDayFirst">What other dates of the document prove of the order of 5/6/2024; null where they prove nothing.</param>
internal readonly record struct DateContext(DateTimeOffset FetchedAt, TimeZoneInfo? Zone, string? Language, bool? IsDayFirst = null)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static readonly TimeSpan JapanAndKorea = TimeSpan.FromHours(9);

    public bool IsChinese => IsIn("zh");

    /// <summary>Day first is the world's way; American and Chinese pages write 6/26/2020.</summary>
    public bool IsMonthFirst =>
        IsDayFirst is { } isDayFirst ? !isDayFirst : Language is null || (IsIn("en") && !IsDayFirstEnglish) || IsChinese;

    private bool IsDayFirstEnglish =>
        Language is [_, _, '-' or '_', _, _, ..] tag
        && tag[3..].ToUpperInvariant() is "GB" or "UK" or "IE" or "AU" or "NZ" or "IN" or "ZA" or "HK" or "SG";

    public bool IsIn(string language) =>
        Language is not null && Language.StartsWith(language, StringComparison.OrdinalIgnoreCase)
        && (Language.Length == language.Length || !char.IsLetter(Language[language.Length]));

    /// <summary>The offset of a local time that states none.</summary>
    public TimeSpan OffsetAt(DateTime local) =>
        // Old local mean times have seconds, which DateTimeOffset refuses.
        Zone is { } zone ? TimeSpan.FromMinutes(Math.Round(zone.GetUtcOffset(local).TotalMinutes)) : LanguageOffset;

    /// <summary>The time of the fetch on the clocks of the source.</summary>
    public DateTime LocalNow =>
        Zone is { } zone ? TimeZoneInfo.ConvertTime(FetchedAt, zone).DateTime
        : FetchedAt.ToOffset(LanguageOffset).DateTime;

    /// <summary>Languages of one time zone tell it; the others are read as UTC.</summary>
    private TimeSpan LanguageOffset => IsChinese ? China : IsIn("ja") || IsIn("ko") ? JapanAndKorea : TimeSpan.Zero;

    /// <summary>The same context for a date that is written in Korean, whatever the document says of its language.</summary>
    public DateContext For(in DateCursor cursor) => Zone is null && !IsChinese && cursor.HasHangul ? this with { Language = "ko" } : this;
}
