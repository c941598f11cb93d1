using System.Globalization;

namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>
/// Reads the two standard forms in which nearly all feeds write their dates, RFC 822 and RFC 3339, exactly as written. The grammar
/// of all other dates reads them to the same result and takes ten times as long.
/// </summary>
internal static class StandardDate
{
    private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private const int LargestOffset = 14 * 60;

    public static bool TryRead(ReadOnlySpan<char> text, out ParsedDate date) =>
        TryReadMail(text, out date) || TryReadInternet(text, out date);

    /// <summary>Reads Tue, 05 Mar 2024 08:30:00 +0800, with GMT or Z for the zone, with or without the weekday.</summary>
    private static bool TryReadMail(ReadOnlySpan<char> text, out ParsedDate date)
    {
        date = default;
        if (text is [_, _, _, ',', ' ', ..] && IsWeekday(text[..3]))
            text = text[5..];
        if (text is [_, ' ', _, _, _, ' ', ..] && char.IsAsciiDigit(text[0]))
            return TryReadMail(text[0] - '0', text[2..], out date);
        return text is [_, _, ' ', _, _, _, ' ', ..] && Number(text[..2]) is var day and > 0 && TryReadMail(day, text[3..], out date);
    }

    private static bool TryReadMail(int day, ReadOnlySpan<char> text, out ParsedDate date)
    {
        date = default;
        if (text is not [_, _, _, ' ', _, _, _, _, ' ', _, _, ':', _, _, ':', _, _, ' ', ..])
            return false;
        var month = Months.AsSpan().IndexOf(text[..3]);
        return month >= 0 && month % 3 == 0 && Offset(text[18..]) is { } offset
            && TryMake(Number(text[4..8]), (month / 3) + 1, day, text.Slice(9, 8), 0, offset, out date);
    }

    /// <summary>Reads 2024-03-05T08:30:00+08:00, with Z for the zone, with or without a fraction of the second.</summary>
    private static bool TryReadInternet(ReadOnlySpan<char> text, out ParsedDate date)
    {
        date = default;
        if (text is not [_, _, _, _, '-', _, _, '-', _, _, 'T', _, _, ':', _, _, ':', _, _, _, ..])
            return false;
        var zone = text[19..];
        long ticks = 0;
        if (zone[0] == '.')
        {
            var length = zone[1..].IndexOfAnyExceptInRange('0', '9');
            if (length is < 1 or > 7)
                return false;
            ticks = Number(zone.Slice(1, length)) * (long)Math.Pow(10, 7 - length);
            zone = zone[(1 + length)..];
        }

        return Offset(zone) is { } offset
            && TryMake(Number(text[..4]), Number(text[5..7]), Number(text[8..10]), text.Slice(11, 8), ticks, offset, out date);
    }

    private static bool TryMake(
        int year, int month, int day, ReadOnlySpan<char> clock, long ticks, TimeSpan offset, out ParsedDate date)
    {
        date = default;
        var (hour, minute, second) = (Number(clock[..2]), Number(clock[3..5]), Number(clock[6..8]));
        if (year is < CalendarDate.FirstYear or > CalendarDate.LastYear || month is < 1 or > 12 || day < 1
            || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
            return false;
        date = new(new DateTimeOffset(year, month, day, hour, minute, second, offset).AddTicks(ticks), DatePrecision.Second);
        return true;
    }

    private static TimeSpan? Offset(ReadOnlySpan<char> zone)
    {
        if (zone is "Z" or "GMT" or "UTC")
            return TimeSpan.Zero;
        var minutes = zone switch
        {
            ['+' or '-', _, _, ':', _, _] => (Number(zone[1..3]) * 60) + Number(zone[4..6]),
            ['+' or '-', _, _, _, _] => (Number(zone[1..3]) * 60) + Number(zone[3..5]),
            _ => -1,
        };
        return minutes is < 0 or > LargestOffset ? null : TimeSpan.FromMinutes(zone[0] == '-' ? -minutes : minutes);
    }

    private static bool IsWeekday(ReadOnlySpan<char> name) => name is "Mon" or "Tue" or "Wed" or "Thu" or "Fri" or "Sat" or "Sun";

    /// <summary>Returns a number that cannot be any part of a date if these are not digits.</summary>
    private static int Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -100_000;
}
