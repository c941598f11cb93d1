using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>The state of a feed: equal marks mean equal articles.</summary>
/// <param name="Version">Of a private feed's subscriptions.</param>
internal sealed record FeedMark(long Revision, DateTimeOffset? ChangedAt, string Version = "");

/// <summary>The articles of any kind of topic. Scoped, as its readers are.</summary>
internal sealed class FeedArticles(ArticleReader articles, ArticleSearch search, IPrivateFeeds? privateFeeds = null)
{
    /// <summary>At most so many articles are read for one subscription, however few of them it accepts.</summary>
    private const int MostRead = 1000;

    /// <summary>After so many articles for one chat, each further subscription is read once only.</summary>
    private const int MostReadInAll = 4000;

    /// <summary>Null when there is no such feed.</summary>
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

    /// <summary>Newest first; empty when there is no such feed.</summary>
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

        // One subscription may bring the article that leads a story, another a repost of it: the story has one entry.
        return [.. found.Values.GroupBy(a => a.StoryId).Select(told => told.OrderBy(a => a.IsRepost).ThenBy(a => a.Id).First())
            .OrderByDescending(a => a.SortAt).ThenByDescending(a => a.Id).Take(count)];
    }

    private async Task<(IReadOnlyList<Article> Accepted, int Read)> LatestAsync(
        PrivateFeedSubscription subscription, int count, int left, CancellationToken cancellationToken)
    {
        var read = 0;
        // A subscription that accepts few articles still fills its feed: more of them are read.
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

    /// <summary>Returns what was withdrawn lately. Searches and private feeds have none: nobody knows what they once held.</summary>
    public async Task<IReadOnlyList<Article>> WithdrawnAsync(FeedTopic topic, int count, CancellationToken cancellationToken) =>
        topic.Feed is FeedKind.Search or FeedKind.Private ? [] : await articles.WithdrawnAsync(topic.Filter, count, cancellationToken);

    /// <summary>The private feed behind a topic; null for other topics and unknown tokens.</summary>
    public async Task<PrivateFeed?> FindAsync(FeedTopic topic, CancellationToken cancellationToken) =>
        topic.Feed == FeedKind.Private && privateFeeds is not null ? await privateFeeds.FindAsync(topic.Id, cancellationToken) : null;

    private static FeedMark MarkFrom(ArticleMark mark) => new(mark.Revision, mark.ChangedAt);
}
