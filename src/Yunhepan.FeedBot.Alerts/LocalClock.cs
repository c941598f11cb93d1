namespace Yunhepan.FeedBot.Alerts;

/// <summary>
/// A chat's local time: hours have the meaning of the clock on the wall, even when daylight saving time changes.
/// </summary>
public sealed class LocalClock(TimeZoneInfo zone)
{
    public TimeZoneInfo Zone => zone;

    /// <summary>Returns the clock of a zone by its IANA name; that of the site if the name is null or unknown.</summary>
    public static LocalClock ForZone(string? zone, TimeZoneInfo site) =>
        new(zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : site);

    public DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    /// <summary>
    /// Returns true from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive), across midnight too; always
    /// false if both are equal.
    /// </summary>
    public bool IsWithin(DateTimeOffset instant, TimeOnly from, TimeOnly to) =>
        from != to && TimeOnly.FromTimeSpan(At(instant).TimeOfDay).IsBetween(from, to);

    /// <summary>
    /// Returns the first moment after <paramref name="after"/> at a local time, on a given day of the week or on any day.
    /// </summary>
    public DateTimeOffset Next(DateTimeOffset after, TimeOnly time, DayOfWeek? day = null)
    {
        var date = DateOnly.FromDateTime(At(after).DateTime);
        // The next eight days contain every day of the week; the ninth is for a time that has just passed.
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

    // An hour that is skipped in spring is replaced by the moment of the change; of an hour that occurs twice in autumn the first
    // one counts.
    private DateTimeOffset Instant(DateTime wall)
    {
        while (zone.IsInvalidTime(wall))
            wall = wall.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }
}
