namespace Yunhepan.FeedBot.Publishing.Writing;

internal enum FeedFormat
{
    Rss,
    Atom,
    Json,
}

internal static class FeedFormats
{
    public static IReadOnlyList<FeedFormat> All { get; } = [FeedFormat.Rss, FeedFormat.Atom, FeedFormat.Json];

    public static FeedFormat? Parse(string extension) => extension switch
    {
        "rss" => FeedFormat.Rss,
        "atom" => FeedFormat.Atom,
        "json" => FeedFormat.Json,
        _ => null,
    };

    extension(FeedFormat format)
    {
        public string Extension => format switch
        {
            FeedFormat.Rss => "rss",
            FeedFormat.Atom => "atom",
            _ => "json",
        };

        public string Name => format switch
        {
            FeedFormat.Rss => "RSS",
            FeedFormat.Atom => "Atom",
            _ => "JSON",
        };

        public string MediaType => format switch
        {
            FeedFormat.Rss => "application/rss+xml",
            FeedFormat.Atom => "application/atom+xml",
            _ => "application/feed+json",
        };

        public byte[] Write(FeedDocument document) => format switch
        {
            FeedFormat.Rss => RssWriter.Write(document),
            FeedFormat.Atom => AtomWriter.Write(document),
            _ => JsonFeedWriter.Write(document),
        };
    }
}
