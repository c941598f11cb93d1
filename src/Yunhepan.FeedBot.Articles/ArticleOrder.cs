namespace Yunhepan.FeedBot.Articles;

/// <summary>Where an article stands among others.</summary>
internal static class ArticleOrder
{
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The stated time of publication; that of discovery when none is stated, when it lies in the future,
    /// or when only the day is stated and that day is today (else all of a day's news would sort before its first).
    /// </summary>
    public static DateTimeOffset SortAt(DateTimeOffset? publishedAt, bool hasTime, DateTimeOffset seenAt)
    {
        if (publishedAt is not { } published || published > seenAt + ClockSlack)
            return seenAt;
        var sameDay = !hasTime && seenAt - published < TimeSpan.FromDays(1);
        return sameDay ? seenAt : published;
    }
}
