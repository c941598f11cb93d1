namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>What a document itself says of its rhythm; it holds until another document says otherwise, also through 304s.</summary>
/// <param name="TimeToLive">RSS <c>ttl</c> or <c>sy:updatePeriod</c>.</param>
/// <param name="SkipHours">RSS <c>skipHours</c>: bit 0 is the hour from 00:00 GMT.</param>
/// <param name="SkipDays">RSS <c>skipDays</c>: bit 0 is Sunday, GMT.</param>
public sealed record PollHints(TimeSpan? TimeToLive, int SkipHours, int SkipDays)
{
    private const int EveryHour = (1 << 24) - 1;
    private const int EveryDay = (1 << 7) - 1;

    public static PollHints None { get; } = new(null, 0, 0);

    /// <summary>True when the hour of this moment is one the document asks to leave out. Who leaves out everything says nothing.</summary>
    public bool Skips(DateTimeOffset moment)
    {
        var gmt = moment.UtcDateTime;
        return ((SkipHours & EveryHour) != EveryHour && (SkipHours & (1 << gmt.Hour)) != 0)
            || ((SkipDays & EveryDay) != EveryDay && (SkipDays & (1 << (int)gmt.DayOfWeek)) != 0);
    }
}
