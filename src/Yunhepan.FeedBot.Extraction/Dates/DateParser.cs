namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>Reads dates as people and programs write them, in time linear in the length of the text. It never throws.</summary>
internal static class DateParser
{
    /// <summary>How far a source's clock may be ahead of ours.</summary>
    private static readonly TimeSpan FastClocks = TimeSpan.FromHours(1);

    private const int NotFound = -1;

    private const int LongestDate = 200;

    private static readonly string[] Connectors =
        ["t", "at", "um", "a", "as", "las", "alle", "ore", "kl", "v", "в", "o", "on", "om", "den", "the", "time", "г", "года", "р", "r",
            "nam"];

    /// <summary>Reads a text that should be a date and nothing else; text after the date is ignored.</summary>
    public static bool TryParse(string text, in DateContext context, out ParsedDate date)
    {
        date = default;
        text = text.Trim();
        if (text.Length is 0 or > LongestDate)
            return false;
        if (StandardDate.TryRead(text, out date))
            return true;
        // The format of .NET's old JSON serializers: /Date(1704360600000)/.
        if (text.StartsWith("/Date(", StringComparison.Ordinal))
            text = text[6..].Split(')', '+', '-')[0];
        var cursor = new DateCursor(text);
        var local = context.For(cursor);
        if (TryReadEpoch(cursor, local, out date) || TryReadLongRun(cursor, local, out date) || TryReadTruncated(cursor, local, out date))
            return true;
        return Find(cursor, isWhole: true, local, out date, out _, out _) || TryReadTimeAlone(cursor, local, out date);
    }

    /// <summary>Finds the first date in a longer text and returns whether there is one.</summary>
    public static bool TryFind(string text, in DateContext context, out ParsedDate date, out Range where)
    {
        where = default;
        var cursor = new DateCursor(text);
        if (!Find(cursor, isWhole: false, context.For(cursor), out date, out var first, out var next))
            return false;
        where = cursor[first].Start..cursor[next - 1].End;
        return true;
    }

    private static bool Find(in DateCursor cursor, bool isWhole, in DateContext context, out ParsedDate date, out int first, out int next)
    {
        for (first = 0; first < cursor.Count; first++)
        {
            if (cursor[first].Kind is DateTokenKind.Symbol or DateTokenKind.Space)
                continue;
            next = ReadAt(cursor, first, isWhole, context, out date);
            if (next > first)
                return true;
        }

        date = default;
        next = NotFound;
        return false;
    }

    private static int ReadAt(in DateCursor cursor, int at, bool isWhole, in DateContext context, out ParsedDate date)
    {
        date = default;
        // A weekday counts as a date only if no full date follows it.
        if (isWhole && SkipLeadingWeekday(cursor, at) is var behind && behind > at)
        {
            var dated = ReadDated(cursor, behind, isWhole, context, out date);
            if (dated > 0)
                return dated;
        }

        var instant = RelativeDates.ReadInstant(cursor, at, context, out date);
        return instant > 0 ? instant : ReadDated(cursor, at, isWhole, context, out date);
    }

    /// <summary>Reads a date with a time before or after it.</summary>
    private static int ReadDated(in DateCursor cursor, int at, bool isWhole, in DateContext context, out ParsedDate date)
    {
        date = default;
        var next = ReadDay(cursor, at, isWhole, context, out var day);
        if (next > 0)
            return ReadTimeBehind(cursor, next, day, context, out date);

        // 3:09pm June 26, 2020
        if (!ClockTime.TryRead(cursor, at, afterT: false, out next, out var time))
            return NotFound;
        var zone = ZoneOffset.Read(cursor, next, canBeRange: true, context, out next);
        var dayAt = SkipBetween(cursor, next, out _);
        var end = dayAt > next ? ReadDay(cursor, dayAt, isWhole, context, out day) : NotFound;
        return end > 0 && TryMake(day, time, zone, context, out date) ? end : NotFound;
    }

    private static int ReadDay(in DateCursor cursor, int at, bool isWhole, in DateContext context, out CalendarDate day)
    {
        var next = NamedMonthDates.Read(cursor, at, isWhole, context, out day);
        if (next < 0)
            next = NumericDates.Read(cursor, at, isWhole, context, out day);
        return next < 0 ? RelativeDates.ReadDay(cursor, at, isWhole, context, out day) : next;
    }

    private static int ReadTimeBehind(in DateCursor cursor, int next, CalendarDate day, in DateContext context, out ParsedDate date)
    {
        var timeAt = SkipBetween(cursor, next, out var afterT);
        ClockTime? time = null;
        TimeSpan? zone = null;
        var isApart = timeAt > next || cursor[next - 1].Kind == DateTokenKind.Cjk || cursor[timeAt].Kind == DateTokenKind.Cjk;
        if (isApart && day.Precision == DatePrecision.Day && ClockTime.TryRead(cursor, timeAt, afterT, out var end, out var read))
        {
            time = read;
            zone = ZoneOffset.Read(cursor, end, canBeRange: !afterT && read.Precision == DatePrecision.Minute, context, out next);
            next = zone is null ? end : next;
            if (zone is null && ZoneOffset.ReadRegion(cursor, end, day.Resolve(context) + read.Time, out var afterRegion) is { } regional)
                (zone, next) = (regional, afterRegion);
        }

        // asctime: Thu Jan  1 19:48:21 GMT 2004
        var yearAt = cursor.SkipSpaces(cursor[next].Is(',') ? next + 1 : next);
        if (day.Year is null && CalendarDate.IsYear(cursor[yearAt]))
        {
            day = day with { Year = (int)cursor[yearAt].Value };
            next = yearAt + 1;
        }

        return TryMake(day, time, zone, context, out date) ? next : NotFound;
    }

    private static bool TryMake(CalendarDate day, ClockTime? time, TimeSpan? zone, in DateContext context, out ParsedDate date)
    {
        date = default;
        if (day.Year is { } year && day.Day > DateTime.DaysInMonth(year, day.Month))
            return false;
        var midnight = day.Resolve(context);
        // DateTimeOffset cannot represent a shifted time on the first or the last days of the calendar.
        if (midnight > DateTime.MaxValue.AddDays(-3) || midnight < DateTime.MinValue.AddDays(3))
            return false;
        var local = midnight + (time?.Time ?? TimeSpan.Zero);
        if (day.IsOfWeekday && local > context.LocalNow + FastClocks)
            local = local.AddDays(-7);
        date = new(new DateTimeOffset(local, zone ?? context.OffsetAt(local)), time?.Precision ?? day.Precision);
        return true;
    }

    /// <summary>Skips what may separate a date from its time: blanks, commas, T, a weekday, a word for "at".</summary>
    private static int SkipBetween(in DateCursor cursor, int at, out bool afterT)
    {
        afterT = false;
        for (var steps = 0; steps < 8; steps++)
        {
            var token = cursor[at];
            var weekday = SkipWeekday(cursor, at);
            if (weekday > at)
                at = weekday;
            else if (token.Kind == DateTokenKind.Space || (token.Kind == DateTokenKind.Symbol && ",()[]|.-–—·•@:/".Contains(token.Mark)))
                at++;
            else if (token.Kind == DateTokenKind.Word && Connectors.Contains(token.Text!, StringComparer.Ordinal))
            {
                afterT |= token.IsWord("t");
                at++;
            }
            else
                return at;
        }

        return at;
    }

    /// <summary>
    /// Skips the weekday that a date begins with. Java writes 水 and 수 alone before a comma under a Japanese or Korean locale.
    /// </summary>
    private static int SkipLeadingWeekday(in DateCursor cursor, int at)
    {
        var behind = SkipWeekday(cursor, at);
        if (behind == at && at == 0 && cursor[0].Kind == DateTokenKind.Cjk && "月火水木金土日월화수목금토일".Contains(cursor[0].Mark)
            && cursor[1].Is(','))
            behind = 1;
        if (behind == at)
            return at;
        while (cursor[behind].Kind == DateTokenKind.Space || cursor[behind].Is(',') || cursor[behind].Is('.'))
            behind++;
        return behind;
    }

    private static int SkipWeekday(in DateCursor cursor, int at)
    {
        if (MonthNames.IsWeekday(cursor[at], out _))
        {
            at++;
            // Portuguese: segunda-feira.
            if (cursor[at].Is('-') && cursor[at + 1].IsWord("feira"))
                at += 2;
            while (cursor[at].Kind == DateTokenKind.Space || cursor[at].Is(',') || cursor[at].Is('.'))
                at++;
            return at;
        }

        if (cursor[at].Kind != DateTokenKind.Cjk)
            return at;
        var after = cursor.AfterAny(at, ["星期", "礼拜", "周", "週"], out _);
        if (after >= 0 && cursor[after] is { Kind: DateTokenKind.Cjk, Mark: '一' or '二' or '三' or '四' or '五' or '六' or '日' or '天' })
            return after + 1;
        // Japanese and Korean: (木), 木曜日, 목요일.
        var isShort = "月火水木金土日월화수목금토일".Contains(cursor[at].Mark) && cursor[at - 1].Is('(') && cursor[at + 1].Is(')');
        if (isShort)
            return at + 1;
        after = cursor.AfterAny(at + 1, ["曜日", "요일"], out _);
        return after >= 0 ? after : at;
    }

    /// <summary>Reads seconds or milliseconds since 1970.</summary>
    private static bool TryReadEpoch(in DateCursor cursor, in DateContext context, out ParsedDate date)
    {
        date = default;
        var token = cursor[0];
        var isAlone = cursor.Count == 1 || (cursor.Count == 3 && cursor[1].Is('.') && cursor[2].Kind == DateTokenKind.Number);
        if (!isAlone || !(token.IsNumber(9, 10) || token.IsNumber(13, 13)))
            return false;
        var at = token.Digits == 13
            ? DateTimeOffset.FromUnixTimeMilliseconds(token.Value) : DateTimeOffset.FromUnixTimeSeconds(token.Value);
        // An instant has no time zone of its own, so its day is taken from the source's time zone.
        date = new(at.Year < 9000 ? at.ToOffset(context.OffsetAt(at.UtcDateTime)) : at, DatePrecision.Second);
        return true;
    }

    /// <summary>Reads runs of digits such as 20111103161405 and 201111031614.</summary>
    private static bool TryReadLongRun(in DateCursor cursor, in DateContext context, out ParsedDate date)
    {
        date = default;
        var token = cursor[0];
        if (!(token.IsNumber(14, 14) || token.IsNumber(12, 12)) || cursor.Count > 4)
            return false;
        var hasSeconds = token.Digits == 14;
        var minutes = hasSeconds ? token.Value / 100 : token.Value;
        var seconds = hasSeconds ? token.Value % 100 : 0;
        var day = minutes / 10000;
        if (day / 10000 is < CalendarDate.FirstYear or > CalendarDate.LastYear || minutes / 100 % 100 > 23 || minutes % 100 > 59
            || seconds > 59
            || !CalendarDate.TryMake((int)(day / 10000), day / 100 % 100, day % 100, out var calendar))
            return false;
        var time = new ClockTime(
            new TimeSpan((int)(minutes / 100 % 100), (int)(minutes % 100), (int)seconds), hasSeconds
            ? DatePrecision.Second : DatePrecision.Minute);
        return TryMake(calendar, time, ZoneOffset.Read(cursor, 1, canBeRange: false, context, out _), context, out date);
    }

    /// <summary>
    /// Reads the truncated forms of ISO 8601:1988 if they are the whole text: 031231, 03335 (a day of the year), -0312 and -03-12
    /// (a month).
    /// </summary>
    private static bool TryReadTruncated(in DateCursor cursor, in DateContext context, out ParsedDate date)
    {
        date = default;
        CalendarDate day;
        var first = cursor[0];
        if (cursor.Count == 1 && first.IsNumber(6, 6))
        {
            if (!CalendarDate.TryMake(
                CalendarDate.FullYear(first.Value / 10000, context), first.Value / 100 % 100, first.Value % 100, out day))
                return false;
        }
        else if (cursor.Count == 1 && first.IsNumber(5, 5))
        {
            if (!NumericDates.ReadOrdinal(CalendarDate.FullYear(first.Value / 1000, context), first.Value % 1000, out day))
                return false;
        }
        else
        {
            var isRun = cursor.Count == 2 && cursor[1].IsNumber(4, 4);
            if (!first.Is('-')
                || !(isRun || (cursor.Count == 4 && cursor[1].IsNumber(2, 2) && cursor[2].Is('-') && cursor[3].IsNumber(2, 2))))
                return false;
            var (year, month) = isRun ? (cursor[1].Value / 100, cursor[1].Value % 100) : (cursor[1].Value, cursor[3].Value);
            if (!CalendarDate.TryMake(CalendarDate.FullYear(year, context), month, 1, out day))
                return false;
            day = day with { Precision = DatePrecision.Month };
        }

        return TryMake(day, null, null, context, out date);
    }

    /// <summary>Reads a time without a date: today's, or yesterday's if today's would lie in the future.</summary>
    private static bool TryReadTimeAlone(in DateCursor cursor, in DateContext context, out ParsedDate date)
    {
        date = default;
        if (!ClockTime.TryRead(cursor, 0, afterT: false, out var next, out var time))
            return false;
        var zone = ZoneOffset.Read(cursor, next, canBeRange: true, context, out var end);
        if (cursor[cursor.SkipSpaces(zone is null ? next : end)].Kind != DateTokenKind.End)
            return false;
        var now = context.LocalNow;
        var today = time.Time > now.TimeOfDay ? now.Date.AddDays(-1) : now.Date;
        return TryMake(new CalendarDate(today.Year, today.Month, today.Day), time, zone, context, out date);
    }
}
