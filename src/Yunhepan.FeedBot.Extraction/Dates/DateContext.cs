namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>What a written date leaves unsaid.</summary>
/// <param name="FetchedAt">Relative dates and missing years count back from here.</param>
/// <param name="Zone">Zone of dates that state none.</param>
/// <param name="Language">BCP 47 tag of the document.</param>
internal readonly record struct DateContext(DateTimeOffset FetchedAt, TimeZoneInfo? Zone, string? Language)
{
    public bool IsChinese => IsIn("zh");

    /// <summary>Day first is the world's way; English and Chinese pages write 6/26/2020.</summary>
    public bool IsMonthFirst => Language is null || IsIn("en") || IsChinese;

    public bool IsIn(string language) =>
        Language is not null && Language.StartsWith(language, StringComparison.OrdinalIgnoreCase)
        && (Language.Length == language.Length || !char.IsLetter(Language[language.Length]));

    /// <summary>Languages at home in one zone tell it; of others the zone is not known.</summary>
    private TimeSpan HomeOffset => TimeSpan.FromHours(IsChinese ? 8 : IsIn("ja") || IsIn("ko") ? 9 : 0);

    /// <summary>The offset of a local time that states none.</summary>
    public TimeSpan OffsetAt(DateTime local) =>
        // Old local mean times have seconds, which DateTimeOffset refuses.
        Zone is { } zone ? TimeSpan.FromMinutes(Math.Round(zone.GetUtcOffset(local).TotalMinutes)) : HomeOffset;

    /// <summary>The time of the fetch on the clocks of the source.</summary>
    public DateTime LocalNow =>
        Zone is { } zone ? TimeZoneInfo.ConvertTime(FetchedAt, zone).DateTime
        : FetchedAt.ToOffset(HomeOffset).DateTime;
}
