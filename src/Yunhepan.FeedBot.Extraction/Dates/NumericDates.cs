namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>Reads dates that consist of digits: 2011-11-03, 11-11-03, 2011年11月3日, 20111103, 6/26/2020, 30.10.23, 11-03.</summary>
internal static class NumericDates
{
    private const int NotFound = -1;

    /// <summary>Names of eras, each with the year before its first year.</summary>
    private static readonly (string Name, int Before)[] Eras = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民国", 1911), ("民國", 1911)];

    /// <param name="cursor">The tokens.</param>
    /// <param name="at">The index of the token at which the date would begin.</param>
    /// <param name="isWhole">True if the text is nothing but a date, so that ambiguous forms count too.</param>
    /// <param name="context">Resolves years of two digits and the order of day and month.</param>
    /// <param name="date">The date that was read.</param>
    /// <returns>The index of the token after the date, or -1.</returns>
    public static int Read(in DateCursor cursor, int at, bool isWhole, in DateContext context, out CalendarDate date)
    {
        date = default;
        var first = cursor[at];
        if (first.Kind == DateTokenKind.Cjk)
            return ReadEra(cursor, at, out date);
        if (first.Kind != DateTokenKind.Number || IsPartOfLargerNumber(cursor, at))
            return NotFound;
        return first.Digits switch
        {
            4 when CalendarDate.IsYear(first) => ReadFromYear(cursor, at, isWhole, out date),
            8 => ReadRun(first, out date) ? at + 1 : NotFound,
            1 or 2 => ReadShort(cursor, at, isWhole, context, out date),
            _ => NotFound,
        };
    }

    private static bool IsPartOfLargerNumber(in DateCursor cursor, int at) =>
        (cursor[at - 1].Is('.') || cursor[at - 1].Is('-') || cursor[at - 1].Is('/')) && cursor[at - 2].Kind == DateTokenKind.Number;

    private static int ReadEra(in DateCursor cursor, int at, out CalendarDate date)
    {
        date = default;
        foreach (var (name, before) in Eras)
        {
            var year = cursor.After(at, name);
            if (year < 0)
                continue;
            var isFirst = cursor[year].Is('元');
            if (!isFirst && !cursor[year].IsNumber(1, 3))
                return NotFound;
            return ReadUnits(cursor, year + 1, before + (isFirst ? 1 : (int)cursor[year].Value), out date);
        }

        return NotFound;
    }

    private static int ReadFromYear(in DateCursor cursor, int at, bool isWhole, out CalendarDate date)
    {
        date = default;
        var year = (int)cursor[at].Value;
        var separator = cursor.SkipSpaces(at + 1);
        var mark = cursor[separator];
        if (mark.Is('年') || mark.Is('년'))
            return ReadUnits(cursor, separator, year, out date);
        if (!IsSeparator(mark))
            return isWhole ? ReadBlankSeparated(cursor, at, out date) : NotFound;
        var month = cursor.SkipSpaces(separator + 1);
        // Google once wrote months with an extra zero: 2003-012-31.
        var isPadded = cursor[month].IsNumber(3, 3) && cursor[month].Value is > 0 and <= 12 && cursor[month + 1].Is('-')
            && cursor[month + 2].IsNumber(1, 2);
        if (isPadded && isWhole)
            return CalendarDate.TryMake(year, cursor[month].Value, cursor[month + 2].Value, out date) ? month + 3 : NotFound;
        if (cursor[month].IsNumber(3, 3) && isWhole && mark.Is('-'))
            return ReadOrdinal(year, cursor[month].Value, out date) ? month + 1 : NotFound;
        if (!cursor[month].IsNumber(1, 2))
            return NotFound;
        var second = cursor.SkipSpaces(month + 1);
        var day = cursor.SkipSpaces(second + 1);
        if (IsSeparator(cursor[second]) && cursor[day].IsNumber(1, 2))
            return CalendarDate.TryMake(year, cursor[month].Value, cursor[day].Value, out date) ? SkipDayUnit(cursor, day + 1) : NotFound;
        if (!isWhole || !CalendarDate.TryMake(year, cursor[month].Value, 1, out date))
            return NotFound;
        date = date with { Precision = DatePrecision.Month };
        return month + 1;
    }

    private static bool IsSeparator(in DateToken token) =>
        token.Is('-') || token.Is('/') || token.Is('.') || token.Is(':') || token.Is('_');

    private static int SkipDayUnit(in DateCursor cursor, int at) =>
        cursor[at].Is('日') || cursor[at].Is('号') || cursor[at].Is('號') ? at + 1 : at;

    /// <summary>Reads dates such as 2020 06 26.</summary>
    private static int ReadBlankSeparated(in DateCursor cursor, int at, out CalendarDate date)
    {
        date = default;
        if (cursor[at + 1].Kind == DateTokenKind.Space && cursor[at + 2].IsNumber(1, 2)
            && cursor[at + 3].Kind == DateTokenKind.Space && cursor[at + 4].IsNumber(1, 2))
            return CalendarDate.TryMake((int)cursor[at].Value, cursor[at + 2].Value, cursor[at + 4].Value, out date) ? at + 5 : NotFound;
        // After a month the digits belong to a date that does not exist, such as 30 February 2024.
        if (cursor[at + 1].Kind != DateTokenKind.End || MonthNames.MonthOf(cursor[at - 2]) > 0)
            return NotFound;
        date = new((int)cursor[at].Value, 1, 1, DatePrecision.Year);
        return at + 1;
    }

    public static bool ReadOrdinal(int year, long dayOfYear, out CalendarDate date)
    {
        date = default;
        if (dayOfYear < 1 || dayOfYear > (DateTime.IsLeapYear(year) ? 366 : 365))
            return false;
        var day = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddDays(dayOfYear - 1);
        date = new(year, day.Month, day.Day);
        return true;
    }

    /// <summary>Reads the units from 年 on: 年11月3日, 年11月, 年.</summary>
    private static int ReadUnits(in DateCursor cursor, int at, int year, out CalendarDate date)
    {
        date = new(year, 1, 1, DatePrecision.Year);
        if (!(cursor[at].Is('年') || cursor[at].Is('년')) || year is < CalendarDate.FirstYear or > CalendarDate.LastYear)
            return NotFound;
        var month = cursor.SkipSpaces(at + 1);
        var unit = cursor.SkipSpaces(month + 1);
        // 正月 and 腊月 belong to the lunar calendar and are not read.
        if (!cursor[month].IsNumber(1, 2) || !(IsMonthUnit(cursor[unit]) || IsSeparator(cursor[unit])))
            return at + 1;
        if (!CalendarDate.TryMake(year, cursor[month].Value, 1, out date))
            return NotFound;
        var day = cursor.SkipSpaces(unit + 1);
        if (cursor[day].IsNumber(1, 2) && CalendarDate.TryMake(year, cursor[month].Value, cursor[day].Value, out var full))
        {
            date = full;
            var dayUnit = cursor.SkipSpaces(day + 1);
            return IsDayUnit(cursor[dayUnit]) ? dayUnit + 1 : day + 1;
        }

        date = date with { Precision = DatePrecision.Month };
        return unit + 1;
    }

    private static bool IsMonthUnit(in DateToken token) => token.Is('月') || token.Is('월');

    private static bool IsDayUnit(in DateToken token) => token.Is('日') || token.Is('号') || token.Is('號') || token.Is('일');

    private static bool ReadRun(in DateToken run, out CalendarDate date)
    {
        date = default;
        return run.Value / 10000 is >= CalendarDate.FirstYear and <= CalendarDate.LastYear
            && CalendarDate.TryMake((int)(run.Value / 10000), run.Value / 100 % 100, run.Value % 100, out date);
    }

    private static int ReadShort(in DateCursor cursor, int at, bool isWhole, in DateContext context, out CalendarDate date)
    {
        date = default;
        if (isWhole && cursor[at + 1].Kind == DateTokenKind.Space && cursor[at + 2].IsNumber(1, 2)
            && cursor[at + 3].Kind == DateTokenKind.Space && CalendarDate.IsYear(cursor[at + 4]))
            return CalendarDate.TryMake((int)cursor[at + 4].Value, cursor[at + 2].Value, cursor[at].Value, out date) ? at + 5 : NotFound;
        var unit = cursor.SkipSpaces(at + 1);
        if (IsMonthUnit(cursor[unit]))
        {
            var dayAt = cursor.SkipSpaces(unit + 1);
            var dayUnit = cursor.SkipSpaces(dayAt + 1);
            return cursor[dayAt].IsNumber(1, 2) && IsDayUnit(cursor[dayUnit])
                && CalendarDate.TryMake(null, cursor[at].Value, cursor[dayAt].Value, out date) ? dayUnit + 1 : NotFound;
        }

        // In 11年11月3日 the year has two digits.
        if (cursor[unit].Is('年') && cursor[at].Digits == 2 && cursor[cursor.SkipSpaces(unit + 1)].IsNumber(1, 2))
            return ReadUnits(cursor, unit, CalendarDate.FullYear(cursor[at].Value, context), out date);
        var separator = cursor[at + 1];
        if (!IsSeparator(separator) || separator.Is(':') || !cursor[at + 2].IsNumber(1, 2))
            return NotFound;
        if (cursor[at + 3].Is(separator.Mark) && (cursor[at + 4].IsNumber(2, 2) || CalendarDate.IsYear(cursor[at + 4])))
            return ReadTriple(cursor, at, isWhole, context, out date);
        return ReadMonthAndDay(cursor, at, isWhole, context, out date);
    }

    /// <summary>Reads three numbers that do not begin with a full year.</summary>
    private static int ReadTriple(in DateCursor cursor, int at, bool isWhole, in DateContext context, out CalendarDate date)
    {
        date = default;
        var (a, b, c) = (cursor[at], cursor[at + 2], cursor[at + 4]);
        var mark = cursor[at + 1].Mark;
        var next = at + 5;
        if (!isWhole && cursor[next].Is(mark) && cursor[next + 1].Kind == DateTokenKind.Number)
            return NotFound;
        if (c.Digits == 2)
        {
            // Versions and scores look like d.m.y, so in running text day and month must have two digits each.
            if (!isWhole && (a.Digits != 2 || b.Digits != 2))
                return NotFound;
            var isYearFirst = a.Digits == 2 && (mark == '-' || a.Value > 31 || (mark == '/' && context.IsChinese));
            if (isYearFirst && CalendarDate.TryMake(CalendarDate.FullYear(a.Value, context), b.Value, c.Value, out date))
                return next;
        }

        var year = CalendarDate.FullYear(c.Value, context);
        var monthFirst = mark == '/' ? context.IsMonthFirst : mark == '-' && context.IsIn("en") && context.IsMonthFirst;
        if (monthFirst && CalendarDate.TryMake(year, a.Value, b.Value, out date))
            return next;
        return CalendarDate.TryMake(year, b.Value, a.Value, out date) || CalendarDate.TryMake(year, a.Value, b.Value, out date)
            ? next : NotFound;
    }

    /// <summary>
    /// Reads 11-03 or 11/03 alone or before a time. Both parts need two digits, so that scores and fractions stay numbers.
    /// </summary>
    private static int ReadMonthAndDay(in DateCursor cursor, int at, bool isWhole, in DateContext context, out CalendarDate date)
    {
        date = default;
        var (a, mark, b, after) = (cursor[at], cursor[at + 1].Mark, cursor[at + 2], cursor[at + 3]);
        if (mark is '.' or '_' && !isWhole)
            return NotFound;
        if (!isWhole && (a.Digits != 2 || b.Digits != 2))
            return NotFound;
        var continues = after.Kind is DateTokenKind.Number
            || (after.Kind == DateTokenKind.Symbol && "-/.:%".Contains(after.Mark) && cursor[at + 4].Kind == DateTokenKind.Number);
        var isGlued = cursor[at - 1].Kind == DateTokenKind.Word
            || (cursor[at - 1].Kind == DateTokenKind.Symbol && "-/.:".Contains(cursor[at - 1].Mark)
            && cursor[at - 2].Kind is DateTokenKind.Number or DateTokenKind.Word && cursor[at - 1].Mark != ':');
        if (continues || isGlued)
            return NotFound;
        var isMonthFirst = context.IsMonthFirst || context.IsIn("ja") || context.IsIn("ko");
        return (isMonthFirst ? CalendarDate.TryMake(null, a.Value, b.Value, out date)
            : CalendarDate.TryMake(null, b.Value, a.Value, out date)) ? at + 3 : NotFound;
    }
}
