using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>The dates of a feed item, from what its source states and from when we saw it.</summary>
internal static class FeedItemDates
{
    /// <summary>What a source states may be a slip: from before the web, or from a future that has not come.</summary>
    private static bool IsPlausible(DateTimeOffset stated, Article article) =>
        stated.Year >= 1990 && stated <= article.FirstSeenAt.AddMinutes(10);

    public static DateTimeOffset? PublishedOf(Article article) =>
        article.Published is { } published && IsPlausible(published, article) ? published : null;

    /// <summary>
    /// Portals state minutes or days at best, and readers (and the feed validator) mistrust entries that were updated at the
    /// same moment: what the source left open is filled from the revision, which changes when the article does.
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
