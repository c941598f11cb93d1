namespace Yunhepan.FeedBot.Articles;

/// <summary>Computes the place of an article in lists.</summary>
internal static class ArticleOrder
{
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Returns the stated publication date. Returns the time of discovery if no date is stated, if the date lies in the future,
    /// or if only a day is stated and it is today (otherwise all articles of today would come before the first one with a time).
    /// </summary>
    public static DateTimeOffset SortAt(DateTimeOffset? publishedAt, bool hasTime, DateTimeOffset seenAt)
    {
        if (publishedAt is not { } published || published > seenAt + ClockSlack)
            return seenAt;
        var sameDay = !hasTime && seenAt - published < TimeSpan.FromDays(1);
        return sameDay ? seenAt : published;
    }
}
