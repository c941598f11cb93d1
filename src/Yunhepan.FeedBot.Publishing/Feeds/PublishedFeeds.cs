using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>Where and in which formats feeds are published, for the other stages.</summary>
public static class PublishedFeeds
{
    /// <summary>The path of a source's RSS feed, below the address of the site.</summary>
    public static string OfSource(string sourceId) => new FeedTopic(FeedKind.Source, sourceId).FeedPath(FeedFormat.Rss);
}
