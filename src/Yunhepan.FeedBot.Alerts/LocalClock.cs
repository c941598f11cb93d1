namespace Yunhepan.FeedBot.Alerts;

/// <summary>A chat's own clock: hours mean what its people see on the wall, also where the clocks change.</summary>
public sealed class LocalClock(TimeZoneInfo zone)
{
    public TimeZoneInfo Zone => zone;

    /// <summary>Returns the clock of a zone by its IANA name; that of the site when the name is null or unknown.</summary>
    public static LocalClock ForZone(string? zone, TimeZoneInfo site) =>
        new(zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : site);

    public DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    /// <summary>
    /// True from <paramref name="from"/> (included) to <paramref name="to"/> (not), over midnight too; the same hour twice is
    /// never.
    /// </summary>
    public bool IsWithin(DateTimeOffset instant, TimeOnly from, TimeOnly to) =>
        from != to && TimeOnly.FromTimeSpan(At(instant).TimeOfDay).IsBetween(from, to);

    /// <summary>The first moment after <paramref name="after"/> at which the wall shows a time, on a day of the week or on any.</summary>
    public DateTimeOffset Next(DateTimeOffset after, TimeOnly time, DayOfWeek? day = null)
    {
        var date = DateOnly.FromDateTime(At(after).DateTime);
        // Eight days hold every day of the week after now; a ninth for a time that was just over.
        for (var ahead = 0; ahead < 9; ahead++)
        {
            var candidate = date.AddDays(ahead);
            if (day is null || candidate.DayOfWeek == day)
            {
                var instant = Instant(candidate.ToDateTime(time));
                if (instant > after)
                    return instant;
            }
        }

        throw new System.Diagnostics.UnreachableException();
    }

    // An hour that is skipped in spring comes when the clock has jumped; one that comes twice in autumn, the first time.
    private DateTimeOffset Instant(DateTime wall)
    {
        while (zone.IsInvalidTime(wall))
            wall = wall.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }
}
