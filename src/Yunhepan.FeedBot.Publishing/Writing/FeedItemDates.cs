using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>Computes the dates of a feed item from those its source states and from the time of discovery.</summary>
internal static class FeedItemDates
{
    /// <summary>Returns false for a stated date that must be an error: before the web existed, or in the future.</summary>
    private static bool IsPlausible(DateTimeOffset stated, Article article) =>
        stated.Year >= 1990 && stated <= article.FirstSeenAt.AddMinutes(10);

    public static DateTimeOffset? PublishedOf(Article article) =>
        article.Published is { } published && IsPlausible(published, article) ? published : null;

    /// <summary>
    /// Returns the time of the last update. Portals state minutes or days at best, and readers (and the feed validator) distrust
    /// entries with the same time of update, so the missing digits come from the revision, which changes when the article does.
    /// </summary>
    public static DateTimeOffset UpdatedOf(Article article)
    {
        var published = PublishedOf(article);
        var updated = (article.ModifiedAt ?? published ?? article.FirstSeenAt).ToOffset(published?.Offset ?? article.FirstSeenAt.Offset);
        if (updated.Year < 1990)
            updated = article.FirstSeenAt;
        var second = updated.AddTicks(-(updated.Ticks % TimeSpan.TicksPerSecond));
        var open = second.Second == 0 ? 60_000_000 : 1_000_000;
        return second.AddTicks(article.Revision % open * TimeSpan.TicksPerMicrosecond);
    }
}
