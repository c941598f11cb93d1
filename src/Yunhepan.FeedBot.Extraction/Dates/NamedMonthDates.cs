namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>
/// Reads dates that contain the name of a month: 3 Nov 2011, 16th of June, 2020, 1er janvier 2024, Nov 3, 2011, 2004-július-13.
/// It also reads the English order with a Chinese, Japanese or Korean month, which servers write under such a locale: 16 十月 2024,
/// 10월 16, 2024.
/// </summary>
internal static class NamedMonthDates
{
    private const int NotFound = -1;

    private const int BuddhistEra = 543;

    private static readonly string[] Ordinals =
        ["st", "nd", "rd", "th", "er", "ere", "e", "ro", "de", "of", "º", "o", "a", "den", "do", "del", "nam"];

    /// <returns>The index of the token after the date, or -1.</returns>
    public static int Read(in DateCursor cursor, int at, bool isWhole, in DateContext context, out CalendarDate date)
    {
        date = default;
        var first = cursor[at];
        if (CalendarDate.IsYear(first))
            return ReadYearFirst(cursor, at, out date);
        if (first.IsNumber(1, 2) && !IsMonthUnit(cursor[at + 1])
            && cursor[at - 1] is not { Kind: DateTokenKind.Symbol, Mark: ':' or '.' or '/' })
            return ReadDayFirst(cursor, at, isWhole, context, out date);
        if (MonthNames.MonthOf(first) is > 0 and var month)
            return ReadMonthFirst(cursor, at + 1, month, isWhole, context, out date);
        if (first.IsNumber(1, 2) && IsMonthUnit(cursor[at + 1]))
            return ReadUnitMonthFirst(cursor, at, isWhole, out date);
        // The Vietnamese form "ngày 15 tháng 1" is recognised by its day; "tháng 1" has its number after the word.
        return NotFound;
    }

    private static int ReadYearFirst(in DateCursor cursor, int at, out CalendarDate date)
    {
        date = default;
        var monthAt = SkipJoints(cursor, at + 1);
        var month = MonthNames.MonthOf(cursor[monthAt]);
        var day = SkipJoints(cursor, monthAt + 1);
        return month > 0 && cursor[day].IsNumber(1, 2) && CalendarDate.TryMake((int)cursor[at].Value, month, cursor[day].Value, out date)
            ? day + 1
            : NotFound;
    }

    private static int ReadDayFirst(in DateCursor cursor, int at, bool isWhole, in DateContext context, out CalendarDate date)
    {
        date = default;
        var monthAt = SkipJoints(cursor, at + 1);
        var month = MonthNames.MonthOf(cursor[monthAt]);
        if (cursor[monthAt].IsWord("thang") && cursor[cursor.SkipSpaces(monthAt + 1)].IsNumber(1, 2))
        {
            monthAt = cursor.SkipSpaces(monthAt + 1);
            month = (int)cursor[monthAt].Value;
        }

        if (month == 0)
            return ReadUnitMonthBehind(cursor, at, monthAt, out date);
        var yearAt = SkipJoints(cursor, monthAt + 1);
        if (ReadYear(cursor, yearAt, isWhole, context) is { } year)
            return CalendarDate.TryMake(year, month, cursor[at].Value, out date) ? yearAt + 1 : NotFound;
        return CalendarDate.TryMake(null, month, cursor[at].Value, out date) ? monthAt + 1 : NotFound;
    }

    /// <summary>Reads 16 十月 2024 and 17三月2016, but only if a year follows, because 十月 may begin another date.</summary>
    private static int ReadUnitMonthBehind(in DateCursor cursor, int at, int monthAt, out CalendarDate date)
    {
        date = default;
        var isGlued = monthAt == at + 1;
        if (isGlued && !CalendarDate.IsYear(cursor[monthAt + 2]) || !cursor[monthAt].IsNumber(1, 2) || !IsMonthUnit(cursor[monthAt + 1]))
            return NotFound;
        var yearAt = SkipJoints(cursor, monthAt + 2);
        return CalendarDate.IsYear(cursor[yearAt]) && !cursor[yearAt + 1].Is('年')
            && CalendarDate.TryMake((int)cursor[yearAt].Value, cursor[monthAt].Value, cursor[at].Value, out date) ? yearAt + 1 : NotFound;
    }

    /// <summary>
    /// Reads 十月 16, 2024 and, as the whole text, 十月 16 08:30:00 CST 2024. The day has no unit; with one it is an ordinary Chinese
    /// date.
    /// </summary>
    private static int ReadUnitMonthFirst(in DateCursor cursor, int at, bool isWhole, out CalendarDate date)
    {
        date = default;
        var dayAt = SkipJoints(cursor, at + 2);
        if (dayAt == at + 2 || !cursor[dayAt].IsNumber(1, 2) || cursor[cursor.SkipSpaces(dayAt + 1)].Kind == DateTokenKind.Cjk)
            return NotFound;
        var yearAt = SkipJoints(cursor, dayAt + 1);
        if (CalendarDate.IsYear(cursor[yearAt]) && !cursor[yearAt + 1].Is('年'))
            return CalendarDate.TryMake((int)cursor[yearAt].Value, cursor[at].Value, cursor[dayAt].Value, out date) ? yearAt + 1 : NotFound;
        return isWhole && CalendarDate.TryMake(null, cursor[at].Value, cursor[dayAt].Value, out date) ? dayAt + 1 : NotFound;
    }

    private static bool IsMonthUnit(in DateToken token) => token.Is('月') || token.Is('월');

    private static int ReadMonthFirst(in DateCursor cursor, int at, int month, bool isWhole, in DateContext context, out CalendarDate date)
    {
        date = default;
        var dayAt = SkipJoints(cursor, at);
        if (CalendarDate.IsYear(cursor[dayAt]) && isWhole)
        {
            // 31 Feb 2024 is not a date, and must not be read as a month either.
            if (cursor[at - 2].IsNumber(1, 2) || (cursor[at - 2].Kind != DateTokenKind.Number && cursor[at - 3].IsNumber(1, 2)))
                return NotFound;
            date = new((int)cursor[dayAt].Value, month, 1, DatePrecision.Month);
            return dayAt + 1;
        }

        if (!cursor[dayAt].IsNumber(1, 2) || cursor[dayAt + 1].Is(':'))
            return NotFound;
        var yearAt = SkipJoints(cursor, dayAt + 1);
        // In "mar. 15 janv. 2024" the first word is a weekday.
        if (MonthNames.MonthOf(cursor[yearAt]) > 0)
            return NotFound;
        if (ReadYear(cursor, yearAt, isWhole, context) is { } year && CalendarDate.TryMake(year, month, cursor[dayAt].Value, out date))
            return yearAt + 1;
        return CalendarDate.TryMake(null, month, cursor[dayAt].Value, out date) ? dayAt + 1 : NotFound;
    }

    private static int? ReadYear(in DateCursor cursor, int at, bool isWhole, in DateContext context)
    {
        var token = cursor[at];
        if (CalendarDate.IsWrittenYear(token, isWhole))
            return (int)token.Value - (token.Value is > 2400 and < 2700 && MonthNames.IsThai(cursor, at) ? BuddhistEra : 0);
        // Two digits before a colon or a unit of time are an hour.
        var isHour = cursor[at + 1].Is(':') || cursor[at + 1].IsWord("h")
            || cursor[cursor.SkipSpaces(at + 1)].Text is "am" or "pm" or "uhr";
        return token.IsNumber(2, 2) && !isHour ? CalendarDate.FullYear(token.Value, context) : null;
    }

    /// <summary>Skips blanks, points, commas, hyphens, ordinals and articles between the parts of one date.</summary>
    private static int SkipJoints(in DateCursor cursor, int at)
    {
        for (var steps = 0; steps < 6; steps++, at++)
        {
            var token = cursor[at];
            var isJoint = token.Kind == DateTokenKind.Space
                || (token.Kind == DateTokenKind.Symbol && ".,-/'’º°ª".Contains(token.Mark))
                || (token.Kind == DateTokenKind.Word && MonthNames.MonthOf(token) == 0
                    && Ordinals.Contains(token.Text!, StringComparer.Ordinal));
            if (!isJoint)
                return at;
        }

        return at;
    }
}
