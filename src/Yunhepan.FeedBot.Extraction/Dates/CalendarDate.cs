namespace Yunhepan.FeedBot.Extraction.Dates;

/// <param name="Year">Null when only month and day are written.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
/// <param name="Precision">Day, month or year.</param>
internal readonly record struct CalendarDate(int? Year, int Month, int Day, DatePrecision Precision = DatePrecision.Day)
{
    public const int FirstYear = 1900;

    /// <summary>A weekday alone: with a time that is still to come, it is that of last week.</summary>
    public bool IsOfWeekday { get; init; }

    public const int LastYear = 2100;

    public static bool IsYear(in DateToken token) => token.IsNumber(4, 4) && token.Value is >= FirstYear and <= LastYear;

    /// <summary>A year beside the name of a month in a text that is nothing but a date: archives reach back before 1900.</summary>
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

    /// <summary>Two digits: this century unless that is more than a year ahead.</summary>
    public static int FullYear(long year, in DateContext context) =>
        year > 99 ? (int)year : (int)year + (2000 + year > context.FetchedAt.Year + 1 ? 1900 : 2000);

    /// <summary>The year that puts a date without one nearest before the fetch.</summary>
    public DateTime Resolve(in DateContext context)
    {
        if (Year is { } stated)
            return new DateTime(stated, Month, Day, 0, 0, 0, DateTimeKind.Unspecified);
        // A day of grace: the source's clock may be ahead of the fetcher's zone.
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
