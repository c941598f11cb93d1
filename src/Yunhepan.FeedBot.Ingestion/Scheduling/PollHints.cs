namespace Yunhepan.FeedBot.Ingestion.Scheduling;

/// <summary>The polling hints of a document; they hold until another document changes them, also across 304 responses.</summary>
/// <param name="TimeToLive">The value of RSS <c>ttl</c> or <c>sy:updatePeriod</c>.</param>
/// <param name="SkipHours">The value of RSS <c>skipHours</c>: bit 0 is the hour from 00:00 GMT.</param>
/// <param name="SkipDays">The value of RSS <c>skipDays</c>: bit 0 is Sunday, GMT.</param>
public sealed record PollHints(TimeSpan? TimeToLive, int SkipHours, int SkipDays)
{
    private const int EveryHour = (1 << 24) - 1;
    private const int EveryDay = (1 << 7) - 1;

    public static PollHints None { get; } = new(null, 0, 0);

    /// <summary>
    /// Returns true if the document asks to skip the hour of this moment. Hints that skip every hour are ignored.
    /// </summary>
    public bool Skips(DateTimeOffset moment)
    {
        var gmt = moment.UtcDateTime;
        return ((SkipHours & EveryHour) != EveryHour && (SkipHours & (1 << gmt.Hour)) != 0)
            || ((SkipDays & EveryDay) != EveryDay && (SkipDays & (1 << (int)gmt.DayOfWeek)) != 0);
    }
}
