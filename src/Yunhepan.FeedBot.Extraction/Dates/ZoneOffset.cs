using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>Reads the zone that is written after a time: +0800, GMT+8, Z, PST, 北京时间.</summary>
internal static class ZoneOffset
{
    private static readonly FrozenSet<string> Areas =
        "africa america antarctica arctic asia atlantic australia europe indian pacific".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <param name="cursor">The tokens.</param>
    /// <param name="at">The token after the time.</param>
    /// <param name="canBeRange">True if 10:00-11:30, without seconds or T, is a span of time rather than a zone.</param>
    /// <param name="context">Decides ambiguous names: CST means China Standard Time in Chinese documents.</param>
    /// <param name="next">The token after the zone.</param>
    public static TimeSpan? Read(in DateCursor cursor, int at, bool canBeRange, in DateContext context, out int next)
    {
        next = at;
        at = cursor.SkipSpaces(at);
        if (cursor[at].Is('(') || cursor[at].Is('['))
            at++;
        var token = cursor[at];
        if (token.Kind == DateTokenKind.Symbol)
            return ReadSigned(cursor, at, canBeRange, out next) ?? Nothing(at, out next);
        if (token.Kind == DateTokenKind.Cjk)
        {
            var after = cursor.AfterAny(at, ["北京时间", "北京時間"], out _);
            if (after < 0)
                return null;
            next = after;
            return TimeSpan.FromHours(8);
        }

        return token.Kind == DateTokenKind.Word ? ReadNamed(cursor, at, canBeRange, context, ref next) : null;
    }

    /// <summary>Returns the offset of a place in the zone database, such as "Europe/Brussels", at that local time.</summary>
    public static TimeSpan? ReadRegion(in DateCursor cursor, int at, DateTime local, out int next)
    {
        at = cursor.SkipSpaces(at);
        next = at;
        if (cursor[at].Is('(') || cursor[at].Is('['))
            at++;
        if (cursor[at].Text is not { } area || !Areas.Contains(area) || !cursor[at + 1].Is('/')
            || cursor[at + 2].Kind != DateTokenKind.Word)
            return null;
        var end = at + 3;
        while (cursor[end].Kind == DateTokenKind.Symbol && "_/-".Contains(cursor[end].Mark) && cursor[end + 1].Kind == DateTokenKind.Word
            && end < at + 9)
            end += 2;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(cursor.Written(at, end).ToString(), out var zone))
            return null;
        next = end;
        return TimeSpan.FromMinutes(Math.Round(zone.GetUtcOffset(local).TotalMinutes));
    }

    private static TimeSpan? Nothing(int at, out int next)
    {
        next = at;
        return null;
    }

    private static TimeSpan? ReadNamed(in DateCursor cursor, int at, bool canBeRange, in DateContext context, ref int next)
    {
        var name = cursor[at].Text!;
        if (name is "utc" or "gmt" or "ut")
        {
            // Only GMT+8 adds to the name; in "GMT -0500" the two contradict each other and the number is right.
            var signAt = cursor.SkipSpaces(at + 1);
            if (ReadSigned(cursor, signAt, canBeRange: false, out var after) is { } signed)
            {
                next = after;
                return signed;
            }
        }

        if (name == "cst")
        {
            next = at + 1;
            return TimeSpan.FromHours(context.IsChinese ? 8 : -6);
        }

        // Words and letters that mean a zone only at the end of the text, after a full time.
        if (!canBeRange && cursor[cursor.SkipSpaces(at + 1)].Kind == DateTokenKind.End && LastWord(name) is { } hours)
        {
            next = at + 1;
            return TimeSpan.FromHours(hours);
        }

        if (ZoneNames.TryFind(name, out var minutes))
        {
            next = at + 1;
            return TimeSpan.FromMinutes(minutes);
        }

        return null;
    }

    /// <summary>Reads Atlantic time and the letters of RFC 822 section 5.1 with the signs that it gives them.</summary>
    private static int? LastWord(string name) => name switch
    {
        "at" => -4,
        [>= 'a' and <= 'i' and var letter] => 'a' - 1 - letter,
        [>= 'k' and <= 'm' and var letter] => 'a' - letter,
        [>= 'n' and <= 'y' and var letter] => letter - 'm',
        _ => null,
    };

    private static TimeSpan? ReadSigned(in DateCursor cursor, int at, bool canBeRange, out int next)
    {
        next = at;
        var isMinus = cursor[at].Is('-');
        if (!isMinus && !cursor[at].Is('+'))
            return null;
        var digits = cursor[at + 1];
        if (!digits.IsNumber(1, 4))
            return null;
        var hasColon = cursor[at + 2].Is(':') && cursor[at + 3].IsNumber(2, 2);
        if (isMinus && canBeRange && (hasColon || digits.Digits < 4))
            return null;
        var minutes = digits.Digits > 2
            ? (digits.Value / 100 * 60) + (digits.Value % 100)
            : (digits.Value * 60) + (hasColon ? cursor[at + 3].Value : 0);
        if (minutes > 14 * 60)
            return null;
        next = at + (hasColon && digits.Digits <= 2 ? 4 : 2);
        return TimeSpan.FromMinutes(isMinus ? -minutes : minutes);
    }
}
