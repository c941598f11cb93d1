using System.Diagnostics;
namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>Reads dates relative to the fetch: 3小时前, 刚刚, 昨天, 星期四, 3 hours ago, yesterday, vor 3 Stunden.</summary>
internal static class RelativeDates
{
    private const int NotFound = -1;

    private static readonly string[] JustNow = ["刚刚", "刚才", "剛剛", "たった今", "방금"];

    private static readonly string[] DaysBack = ["今天", "今日", "今晨", "今早", "오늘", "昨天", "昨日", "昨晚", "어제", "大前天", "前天", "그제"];

    private static readonly int[] DaysBackValues = [0, 0, 0, 0, 0, 1, 1, 1, 1, 3, 2, 2];

    private static readonly string[] Weekdays = ["星期", "礼拜", "周", "週"];

    private static readonly string[] BackWords = ["ago", "geleden", "fa", "atras", "назад", "temu", "once", "sedan", "siden", "lalu"];

    private static readonly string[] LeadWords = ["vor", "hace", "il", "y", "a", "ha", "for"];

    /// <summary>Reads an instant ("3小时前"), which no time may follow.</summary>
    public static int ReadInstant(in DateCursor cursor, int at, in DateContext context, out ParsedDate date)
    {
        date = default;
        var after = cursor.AfterAny(at, JustNow, out _);
        if (after >= 0)
            return Back(context, TimeSpan.Zero, DatePrecision.Minute, after, out date);
        if (cursor[at].IsWord("just") && cursor[cursor.SkipSpaces(at + 1)].IsWord("now"))
            return Back(context, TimeSpan.Zero, DatePrecision.Minute, cursor.SkipSpaces(at + 1) + 1, out date);
        after = cursor.AfterAny(at, ["半个小时前", "半小时前", "半個小時前"], out _);
        if (after >= 0)
            return Back(context, TimeSpan.FromMinutes(30), DatePrecision.Minute, after, out date);
        if (cursor[at].IsNumber(1, 4))
            return ReadCounted(cursor, at, cursor[at].Value, context, out date);
        var isOne = cursor[at].Text is "a" or "an" or "une" or "un" or "eine" or "einer";
        return isOne ? ReadCounted(cursor, at, 1, context, out date) : NotFound;
    }

    /// <summary>Reads a day ("昨天", "星期四"), which a time may follow.</summary>
    public static int ReadDay(in DateCursor cursor, int at, bool isWhole, in DateContext context, out CalendarDate date)
    {
        date = default;
        var today = context.LocalNow.Date;
        if (cursor[at].Kind == DateTokenKind.Cjk)
        {
            var after = cursor.AfterAny(at, DaysBack, out var which);
            if (after >= 0)
                return Day(today.AddDays(-DaysBackValues[which]), after, out date);
            after = cursor.AfterAny(at, Weekdays, out _);
            if (after < 0 || "一二三四五六日天".IndexOf(cursor[after].Mark) is not (>= 0 and var index))
                return NotFound;
            var isLone = isWhole || cursor[at - 1].Kind != DateTokenKind.Cjk;
            return isLone ? Weekday(today, (DayOfWeek)(index >= 6 ? 0 : index + 1), after + 1, out date) : NotFound;
        }

        switch (cursor[at].Text)
        {
            case "today" or "heute" or "hoy" or "hoje" or "oggi" or "сегодня" or "vandaag" or "dzisiaj" or "idag":
                return Day(today, at + 1, out date);
            // German pages use the same letters for "here".
            case "hier" when !context.IsIn("fr"):
                return NotFound;
            case "yesterday" or "gestern" or "hier" or "ayer" or "ontem" or "ieri" or "вчера" or "gisteren" or "wczoraj" or "igar":
                return Day(today.AddDays(-1), at + 1, out date);
        }

        return isWhole && MonthNames.IsWeekday(cursor[at], out var day) && cursor[at].Text!.Length > 2 && IsLoneWeekday(cursor, at + 1)
            ? Weekday(today, day, at + 1, out date)
            : NotFound;
    }

    /// <summary>
    /// Returns true if only a time follows: in "Thu, 31 Jun" the weekday belongs to a date that does not exist.
    /// </summary>
    private static bool IsLoneWeekday(in DateCursor cursor, int at)
    {
        while (cursor[at].Kind == DateTokenKind.Space || cursor[at].Is(',') || cursor[at].IsWord("at"))
            at++;
        return cursor[at].Kind == DateTokenKind.End || ClockTime.TryRead(cursor, at, afterT: false, out _, out _);
    }

    private static int ReadCounted(in DateCursor cursor, int at, long count, in DateContext context, out ParsedDate date)
    {
        date = default;
        var unitAt = cursor.SkipSpaces(at + 1);
        foreach (var (unit, span, precision) in TimeUnits.Cjk)
        {
            var after = cursor.After(unitAt, unit);
            if (after < 0)
                continue;
            var back = cursor.SkipSpaces(after);
            if (cursor[back].Is('前') || cursor[back].Is('전'))
                return Back(context, span * count, precision, back + 1, out date);
            if (cursor.After(back, "之前") is >= 0 and var past)
                return Back(context, span * count, precision, past, out date);
        }

        if (cursor[unitAt].Text is not { } word || !TimeUnits.Words.TryGetValue(word, out var named))
            return NotFound;
        var closing = cursor.SkipSpaces(unitAt + 1);
        if (cursor[closing].Text is { } ago && BackWords.Contains(ago, StringComparer.Ordinal))
            return Back(context, named.Span * count, named.Precision, closing + 1, out date);
        var before = at - 1;
        while (cursor[before].Kind == DateTokenKind.Space)
            before--;
        var isLed = cursor[before].Text is { } lead && LeadWords.Contains(lead, StringComparer.Ordinal);
        return isLed ? Back(context, named.Span * count, named.Precision, unitAt + 1, out date) : NotFound;
    }

    private static int Weekday(DateTime today, DayOfWeek day, int next, out CalendarDate date)
    {
        next = Day(today.AddDays(-(((int)today.DayOfWeek - (int)day + 7) % 7)), next, out date);
        date = date with { IsOfWeekday = true };
        return next;
    }

    private static int Day(DateTime day, int next, out CalendarDate date)
    {
        date = new(day.Year, day.Month, day.Day);
        return next;
    }

    private static int Back(in DateContext context, TimeSpan span, DatePrecision precision, int next, out ParsedDate date)
    {
        var now = context.LocalNow;
        if (span > TimeSpan.FromDays(365 * 50))
        {
            date = default;
            return NotFound;
        }

        var local = precision switch
        {
            DatePrecision.Year => now.AddYears(-(int)(span.TotalDays / 365)),
            DatePrecision.Month => now.AddMonths(-(int)(span.TotalDays / 30)),
            DatePrecision.Second or DatePrecision.Minute or DatePrecision.Day => now - span,
            _ => throw new UnreachableException($"a span in units of {precision}"),
        };
        local = precision switch
        {
            DatePrecision.Second => local,
            DatePrecision.Minute => local.Date.AddMinutes((int)local.TimeOfDay.TotalMinutes),
            DatePrecision.Day or DatePrecision.Month or DatePrecision.Year => local.Date,
            _ => throw new UnreachableException($"a span in units of {precision}"),
        };
        date = new(new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), context.OffsetAt(local)), precision);
        return next;
    }
}
