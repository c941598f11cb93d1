namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>The information that a written date leaves out.</summary>
/// <param name="FetchedAt">Relative dates and missing years count back from here.</param>
/// <param name="Zone">The zone of dates that state none.</param>
/// <param name="Language">BCP 47 tag of the document.</param>
/// <param name="IsDayFirst">The order of day and month in 5/6/2024 as other dates of the document prove it; null if none proves
/// it.</param>
internal readonly record struct DateContext(DateTimeOffset FetchedAt, TimeZoneInfo? Zone, string? Language, bool? IsDayFirst = null)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static readonly TimeSpan JapanAndKorea = TimeSpan.FromHours(9);

    public bool IsChinese => IsIn("zh");

    /// <summary>Day first is the order of most countries; American and Chinese pages write 6/26/2020.</summary>
    public bool IsMonthFirst =>
        IsDayFirst is { } isDayFirst ? !isDayFirst : Language is null || (IsIn("en") && !IsDayFirstEnglish) || IsChinese;

    private bool IsDayFirstEnglish =>
        Language is [_, _, '-' or '_', _, _, ..] tag
        && tag[3..].ToUpperInvariant() is "GB" or "UK" or "IE" or "AU" or "NZ" or "IN" or "ZA" or "HK" or "SG";

    public bool IsIn(string language) =>
        Language is not null && Language.StartsWith(language, StringComparison.OrdinalIgnoreCase)
        && (Language.Length == language.Length || !char.IsLetter(Language[language.Length]));

    /// <summary>Returns the offset of a local time that states none.</summary>
    public TimeSpan OffsetAt(DateTime local) =>
        // Historic local mean times have seconds in their offsets, which DateTimeOffset refuses.
        Zone is { } zone ? TimeSpan.FromMinutes(Math.Round(zone.GetUtcOffset(local).TotalMinutes)) : LanguageOffset;

    /// <summary>The time of the fetch in the source's time zone.</summary>
    public DateTime LocalNow =>
        Zone is { } zone ? TimeZoneInfo.ConvertTime(FetchedAt, zone).DateTime
        : FetchedAt.ToOffset(LanguageOffset).DateTime;

    /// <summary>The offset of a language that is spoken in one time zone; all other languages use UTC.</summary>
    private TimeSpan LanguageOffset => IsChinese ? China : IsIn("ja") || IsIn("ko") ? JapanAndKorea : TimeSpan.Zero;

    /// <summary>Returns the same context for a date written in Korean, whatever language the document declares.</summary>
    public DateContext For(in DateCursor cursor) => Zone is null && !IsChinese && cursor.HasHangul ? this with { Language = "ko" } : this;
}
