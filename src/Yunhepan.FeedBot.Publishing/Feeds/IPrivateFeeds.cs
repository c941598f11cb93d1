using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>
/// The feeds that belong to one chat each, at <c>/feeds/my/{token}</c>; whoever keeps subscriptions supplies them. Without one
/// registered there are no such feeds.
/// </summary>
public interface IPrivateFeeds
{
    /// <summary>
    /// The feed behind a token as it is now, or null when there is none (any more). Asked at most once a second for each token.
    /// </summary>
    Task<PrivateFeed?> FindAsync(string token, CancellationToken cancellationToken);
}

/// <summary>What one chat follows.</summary>
public sealed record PrivateFeed
{
    /// <summary>Never changes for this chat, whatever its token is; the feed's id is made of it.</summary>
    public required string Id { get; init; }

    /// <summary>In the chat's language, as <c>我的订阅</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Anything that differs when the subscriptions differ, so that a change shows at once.</summary>
    public required string Version { get; init; }

    /// <summary>Articles that fulfil any of these are in the feed, each once.</summary>
    public required IReadOnlyList<PrivateFeedSubscription> Subscriptions { get; init; }
}

/// <param name="Filter">Where to look.</param>
/// <param name="Words">A search within that, as <c>/feeds/search</c> takes it; null for all of it.</param>
/// <param name="Accepts">Has the last word on each article, as for words that must not be in it; null accepts all.</param>
public sealed record PrivateFeedSubscription(ArticleFilter Filter, string? Words = null, Func<Article, bool>? Accepts = null);
