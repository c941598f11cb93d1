namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>A time of day as written.</summary>
/// <param name="Time">Since midnight; 24:00 is one day.</param>
/// <param name="Precision">Second or minute.</param>
internal readonly record struct ClockTime(TimeSpan Time, DatePrecision Precision)
{
    private const int None = -1;

    private static readonly string[] Forenoon = ["上午", "凌晨", "清晨", "早上", "早晨", "午前", "오전"];

    private static readonly string[] Afternoon = ["下午", "晚上", "傍晚", "夜间", "晚间", "中午", "午后", "午後", "深夜", "오후"];

    /// <summary>Reads 16:14:05.25, 3:09pm, 下午4:14, 16时14分, 16点, 16h14, 161405 after a T.</summary>
    public static bool TryRead(in DateCursor cursor, int at, bool afterT, out int next, out ClockTime time)
    {
        time = default;
        next = at;
        var half = ReadHalf(cursor, ref at);
        var first = cursor[at];
        if (afterT && first.IsNumber(4, 6) && first.Digits != 5)
            return TryReadCompact(cursor, at, out next, out time);
        if (!first.IsNumber(1, 2) || first.Value > 24)
            return false;
        if (!TryReadMinutes(cursor, at + 1, half, out next, out var minute, out var second))
            return false;
        var fraction = second == None ? 0 : ReadFraction(cursor, ref next);
        half = ReadSuffix(cursor, ref next) ?? half;
        return TryMake(first.Value, minute, second, fraction, half, out time);
    }

    /// <summary>Returns false for 上午, true for 下午, and null if neither is written.</summary>
    private static bool? ReadHalf(in DateCursor cursor, ref int at)
    {
        var after = cursor.AfterAny(at, Forenoon, out _);
        bool? half = after >= 0 ? false : null;
        if (after < 0)
        {
            after = cursor.AfterAny(at, Afternoon, out _);
            half = after >= 0 ? true : null;
        }

        if (after >= 0)
            at = cursor.SkipSpaces(after);
        return half;
    }

    private static bool TryReadMinutes(in DateCursor cursor, int at, bool? half, out int next, out int minute, out int second)
    {
        second = None;
        minute = 0;
        next = at;
        var mark = cursor[at];
        var hasBlank = mark.Kind == DateTokenKind.Space;
        if (hasBlank && cursor[at + 1].Kind == DateTokenKind.Cjk)
            mark = cursor[++at];
        if (mark.Is(':'))
            return TryReadColons(cursor, at + 1, out next, out minute, out second);
        if (mark.Kind == DateTokenKind.Cjk && "时時点點시".Contains(mark.Mark))
            return TryReadUnits(cursor, at + 1, out next, out minute, out second);
        if (mark.IsWord("h") || mark.IsWord("ч"))
        {
            var hasMinutes = cursor[at + 1].IsNumber(2, 2) && cursor[at + 1].Value < 60;
            minute = hasMinutes ? (int)cursor[at + 1].Value : 0;
            next = at + (hasMinutes ? 2 : 1);
            return true;
        }

        if (mark.Is('.') && cursor[at + 1].IsNumber(2, 2) && cursor[cursor.SkipSpaces(at + 2)].IsWord("uhr"))
        {
            minute = (int)cursor[at + 1].Value;
            next = cursor.SkipSpaces(at + 2) + 1;
            return true;
        }

        // In 09.30.00 each part has two digits; otherwise it is a version or a section number.
        if (mark.Is('.') && cursor[at - 1].Digits == 2 && cursor[at + 1].IsNumber(2, 2) && cursor[at + 2].Is('.')
            && cursor[at + 3].IsNumber(2, 2) && !cursor[at + 4].Is('.')
            && cursor[at + 1].Value < 60 && cursor[at + 3].Value < 60)
        {
            (minute, second) = ((int)cursor[at + 1].Value, (int)cursor[at + 3].Value);
            next = at + 4;
            return true;
        }

        // A bare number is a time only with am or pm: 4pm, 4 p.m.
        var suffixAt = at;
        return half is null && ReadSuffix(cursor, ref suffixAt) is not null;
    }

    private static bool TryReadColons(in DateCursor cursor, int at, out int next, out int minute, out int second)
    {
        second = None;
        at = cursor[at].Kind == DateTokenKind.Space ? at + 1 : at;
        minute = (int)cursor[at].Value;
        next = at + 1;
        if (!cursor[at].IsNumber(1, 2) || minute > 59)
            return false;
        var secondAt = cursor[next].Is(':')
            ? next + 1 : cursor[next].Kind == DateTokenKind.Space && cursor[next + 1].Is(':') ? next + 2 : next;
        if (secondAt > next && cursor[secondAt].IsNumber(1, 2) && cursor[secondAt].Value <= 60)
        {
            second = (int)Math.Min(cursor[secondAt].Value, 59);
            next = secondAt + 1;
        }

        return true;
    }

    private static bool TryReadUnits(in DateCursor cursor, int at, out int next, out int minute, out int second)
    {
        second = None;
        minute = 0;
        next = at;
        if (cursor[at].Is('半'))
        {
            minute = 30;
            next = at + 1;
            return true;
        }

        if (cursor[at].Is('整') || cursor[at].Is('钟'))
            next = at + 1;
        var number = cursor.SkipSpaces(at);
        var unit = cursor.SkipSpaces(number + 1);
        if (!cursor[number].IsNumber(1, 2) || !(cursor[unit].Is('分') || cursor[unit].Is('분')) || cursor[number].Value > 59)
            return true;
        minute = (int)cursor[number].Value;
        next = unit + 1;
        number = cursor.SkipSpaces(next);
        unit = cursor.SkipSpaces(number + 1);
        if (cursor[number].IsNumber(1, 2) && (cursor[unit].Is('秒') || cursor[unit].Is('초')) && cursor[number].Value < 60)
        {
            second = (int)cursor[number].Value;
            next = unit + 1;
        }

        return true;
    }

    private static bool TryReadCompact(in DateCursor cursor, int at, out int next, out ClockTime time)
    {
        var token = cursor[at];
        next = at + 1;
        var hasSeconds = token.Digits == 6;
        var minutes = hasSeconds ? token.Value / 100 : token.Value;
        var fraction = hasSeconds ? ReadFraction(cursor, ref next) : 0;
        return TryMake(minutes / 100, (int)(minutes % 100), hasSeconds ? (int)(token.Value % 100) : None, fraction, null, out time);
    }

    private static long ReadFraction(in DateCursor cursor, ref int next)
    {
        if (!(cursor[next].Is('.') || cursor[next].Is(',')) || !cursor[next + 1].IsNumber(1, 17))
            return 0;
        var token = cursor[next + 1];
        next += 2;
        var ticks = (decimal)token.Value * TimeSpan.TicksPerSecond;
        for (var i = 0; i < token.Digits; i++)
            ticks /= 10;
        return (long)ticks;
    }

    private static bool? ReadSuffix(in DateCursor cursor, ref int next)
    {
        var at = cursor.SkipSpaces(next);
        var word = cursor[at];
        bool? half = word.Text switch
        {
            "am" => false,
            "pm" => true,
            "a" or "p" when cursor[at + 1].Is('.') && cursor[at + 2].IsWord("m") => word.IsWord("p"),
            _ => null,
        };
        if (half is null)
            return null;
        next = word.Text!.Length == 2 ? at + 1 : cursor[at + 3].Is('.') ? at + 4 : at + 3;
        return half;
    }

    private static bool TryMake(long hour, int minute, int second, long fraction, bool? afternoon, out ClockTime time)
    {
        time = default;
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0)))
            return false;
        if (afternoon == true && hour < 12)
            hour += 12;
        else if (afternoon == false && hour == 12)
            hour = 0;
        var precision = second == None ? DatePrecision.Minute : DatePrecision.Second;
        time = new(new TimeSpan((int)hour, minute, Math.Clamp(second, 0, 59)) + TimeSpan.FromTicks(fraction), precision);
        return true;
    }
}
