using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>Writes a document in any of the formats.</summary>
internal static class FeedWriter
{
    public static byte[] Write(FeedDocument document, FeedFormat format) => format switch
    {
        FeedFormat.Rss => RssWriter.Write(document),
        FeedFormat.Atom => AtomWriter.Write(document),
        FeedFormat.Json => JsonFeedWriter.Write(document),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This feed format has no writer yet."),
    };
}
