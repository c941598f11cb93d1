using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>
/// Supplies the feeds that each belong to one chat, at <c>/feeds/my/{token}</c>; the keeper of subscriptions implements it.
/// Without a registered implementation there are no such feeds.
/// </summary>
public interface IPrivateFeeds
{
    /// <summary>
    /// Returns the current feed of a token, or null if there is none. It is called at most once a second for each token.
    /// </summary>
    Task<PrivateFeed?> FindAsync(string token, CancellationToken cancellationToken);
}

/// <summary>The feed of the topics that one chat follows.</summary>
public sealed record PrivateFeed
{
    /// <summary>The permanent id of this chat's feed, independent of its token; the feed's id is derived from it.</summary>
    public required string Id { get; init; }

    /// <summary>The title in the chat's language, such as <c>我的订阅</c>.</summary>
    public required string Title { get; init; }

    /// <summary>A value that changes when the subscriptions change, so that a change is visible at once.</summary>
    public required string Version { get; init; }

    /// <summary>The subscriptions; an article that matches any of them is in the feed once.</summary>
    public required IReadOnlyList<PrivateFeedSubscription> Subscriptions { get; init; }
}

/// <param name="Filter">The articles to select from.</param>
/// <param name="Words">A search within them, as <c>/feeds/search</c> accepts it; null for all articles.</param>
/// <param name="Accepts">Decides on each article, for example about excluded words; null accepts all.</param>
public sealed record PrivateFeedSubscription(ArticleFilter Filter, string? Words = null, Func<Article, bool>? Accepts = null);
