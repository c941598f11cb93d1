namespace Yunhepan.FeedBot.Extraction.Dates;

/// <param name="Year">Null when only month and day are written.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
/// <param name="Precision">Day, month or year.</param>
internal readonly record struct CalendarDate(int? Year, int Month, int Day, DatePrecision Precision = DatePrecision.Day)
{
    public const int FirstYear = 1900;

    /// <summary>
    /// True if only a weekday was written. If its time would lie in the future, the weekday of last week is meant.
    /// </summary>
    public bool IsOfWeekday { get; init; }

    public const int LastYear = 2100;

    public static bool IsYear(in DateToken token) => token.IsNumber(4, 4) && token.Value is >= FirstYear and <= LastYear;

    /// <summary>
    /// Returns true for a year next to the name of a month in a text that is only a date: archives reach back before 1900.
    /// </summary>
    public static bool IsWrittenYear(in DateToken token, bool isWhole) =>
        IsYear(token) || (isWhole && token.IsNumber(4, 4) && token.Value > 0);

    public static bool TryMake(int? year, long month, long day, out CalendarDate date)
    {
        date = default;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year ?? 2000, (int)month))
            return false;
        date = new(year, (int)month, (int)day);
        return true;
    }

    /// <summary>Completes a year of two digits: it belongs to this century unless that is more than a year ahead.</summary>
    public static int FullYear(long year, in DateContext context) =>
        year > 99 ? (int)year : (int)year + (2000 + year > context.FetchedAt.Year + 1 ? 1900 : 2000);

    /// <summary>Returns the date in the year that puts it nearest before the fetch.</summary>
    public DateTime Resolve(in DateContext context)
    {
        if (Year is { } stated)
            return new DateTime(stated, Month, Day, 0, 0, 0, DateTimeKind.Unspecified);
        // One day of tolerance, because the source's clock may be ahead of the fetcher's zone.
        var latest = context.LocalNow.Date.AddDays(1);
        for (var year = latest.Year; year > Math.Max(0, latest.Year - 8); year--)
        {
            if (Day <= DateTime.DaysInMonth(year, Month) && new DateTime(year, Month, Day, 0, 0, 0, DateTimeKind.Unspecified) is var date
                && date <= latest)
                return date;
        }

        return latest;
    }
}
