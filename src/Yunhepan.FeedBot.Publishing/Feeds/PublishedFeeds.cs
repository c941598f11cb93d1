using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>Where and in which formats feeds are published, for the other stages.</summary>
public static class PublishedFeeds
{
    /// <summary>The extensions of all formats, in the order in which pages offer them.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. FeedFormat.All.Select(f => f.Extension)];

    /// <summary>The path of a source's RSS feed, below the address of the site.</summary>
    public static string OfSource(string sourceId) => new FeedTopic(FeedKind.Source, sourceId).FeedPath(FeedFormat.Rss);
}
