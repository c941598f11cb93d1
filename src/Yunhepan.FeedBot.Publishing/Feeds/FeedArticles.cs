using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>The state of a feed: equal marks mean equal articles.</summary>
/// <param name="Version">The version of a private feed's subscriptions.</param>
internal sealed record FeedMark(long Revision, DateTimeOffset? ChangedAt, string Version = "");

/// <summary>Reads the articles of any kind of topic. Scoped, like its readers.</summary>
internal sealed class FeedArticles(ArticleReader articles, ArticleSearch search, IPrivateFeeds? privateFeeds = null)
{
    /// <summary>The most articles read for one subscription, however few of them it accepts.</summary>
    private const int MostRead = 1000;

    /// <summary>After this many articles for one chat, each further subscription is read only once.</summary>
    private const int MostReadInAll = 4000;

    /// <summary>Returns the mark of a feed; null if there is no such feed.</summary>
    public async Task<FeedMark?> MarkAsync(FeedTopic topic, CancellationToken cancellationToken)
    {
        if (topic.Feed != FeedKind.Private)
            return MarkFrom(await articles.MarkAsync(topic.Filter, cancellationToken));
        if (await FindAsync(topic, cancellationToken) is not { } feed)
            return null;
        var mark = new FeedMark(0, null);
        foreach (var filter in feed.Subscriptions.Select(w => w.Filter).Distinct())
        {
            var next = await articles.MarkAsync(filter, cancellationToken);
            if (next.Revision > mark.Revision)
                mark = MarkFrom(next);
        }

        return mark with { Version = feed.Version };
    }

    /// <summary>Returns the newest articles first; empty if there is no such feed.</summary>
    public async Task<IReadOnlyList<Article>> LatestAsync(FeedTopic topic, int count, CancellationToken cancellationToken)
    {
        if (topic.Feed == FeedKind.Search)
            return await search.FindAsync(SearchQuery.Parse(topic.Id).Words, topic.Filter, count, cancellationToken);
        if (topic.Feed != FeedKind.Private)
            return await articles.LatestAsync(topic.Filter, count, cancellationToken);
        var found = new Dictionary<long, Article>();
        var left = MostReadInAll;
        foreach (var subscription in await FindAsync(topic, cancellationToken) is { } feed ? feed.Subscriptions : [])
        {
            var (accepted, read) = await LatestAsync(subscription, count, left, cancellationToken);
            left -= read;
            foreach (var article in accepted)
                found[article.Id] = article;
        }

        // One subscription may give the lead of a story, another a repost of it, but the story has one entry.
        return [.. found.Values.GroupBy(a => a.StoryId).Select(told => told.OrderBy(a => a.IsRepost).ThenBy(a => a.Id).First())
            .OrderByDescending(a => a.SortAt).ThenByDescending(a => a.Id).Take(count)];
    }

    private async Task<(IReadOnlyList<Article> Accepted, int Read)> LatestAsync(
        PrivateFeedSubscription subscription, int count, int left, CancellationToken cancellationToken)
    {
        var read = 0;
        // More articles are read for a subscription that accepts few of them, so that its feed is full.
        for (var asked = count; ; asked *= 4)
        {
            var latest = subscription.Words is { } words
                ? await search.FindAsync(words, subscription.Filter, asked, cancellationToken)
                : await articles.LatestAsync(subscription.Filter, asked, cancellationToken);
            List<Article> accepted = [.. latest.Where(a => subscription.Accepts?.Invoke(a) ?? true).Take(count)];
            read += latest.Count;
            if (accepted.Count == count || latest.Count < asked || asked >= MostRead || read >= left)
                return (accepted, read);
        }
    }

    /// <summary>
    /// Returns recently withdrawn articles. Searches and private feeds have none, because their former content is unknown.
    /// </summary>
    public async Task<IReadOnlyList<Article>> WithdrawnAsync(FeedTopic topic, int count, CancellationToken cancellationToken) =>
        topic.Feed is FeedKind.Search or FeedKind.Private ? [] : await articles.WithdrawnAsync(topic.Filter, count, cancellationToken);

    /// <summary>Returns the private feed of a topic; null for other topics and unknown tokens.</summary>
    public async Task<PrivateFeed?> FindAsync(FeedTopic topic, CancellationToken cancellationToken) =>
        topic.Feed == FeedKind.Private && privateFeeds is not null ? await privateFeeds.FindAsync(topic.Id, cancellationToken) : null;

    private static FeedMark MarkFrom(ArticleMark mark) => new(mark.Revision, mark.ChangedAt);
}
