namespace Yunhepan.FeedBot.Publishing.Topics;

internal enum FeedFormat
{
    Rss,
    Atom,
    Json,
}

/// <summary>The formats that feeds are served in, and how each is named.</summary>
internal static class FeedFormats
{
    public static IReadOnlyList<FeedFormat> All { get; } = Enum.GetValues<FeedFormat>();

    /// <summary>The format whose addresses end in this extension; null when no format's do.</summary>
    public static FeedFormat? Parse(string extension)
    {
        foreach (var format in All)
        {
            if (format.Extension == extension)
                return format;
        }

        return null;
    }

    extension(FeedFormat format)
    {
        public string Extension => format switch
        {
            FeedFormat.Rss => "rss",
            FeedFormat.Atom => "atom",
            FeedFormat.Json => "json",
            _ => throw Unknown(format),
        };

        public string Name => format switch
        {
            FeedFormat.Rss => "RSS",
            FeedFormat.Atom => "Atom",
            FeedFormat.Json => "JSON",
            _ => throw Unknown(format),
        };

        public string MediaType => format switch
        {
            FeedFormat.Rss => "application/rss+xml",
            FeedFormat.Atom => "application/atom+xml",
            FeedFormat.Json => "application/feed+json",
            _ => throw Unknown(format),
        };

        /// <summary>Tells whether the format can say that an article was withdrawn: RSS has no word for it.</summary>
        public bool HasRetractions => format switch
        {
            FeedFormat.Rss => false,
            FeedFormat.Atom or FeedFormat.Json => true,
            _ => throw Unknown(format),
        };

        /// <summary>Tells whether clients may ask for a part of a feed in this format (RFC 3229): readers of JSON never do.</summary>
        public bool HasDeltas => format switch
        {
            FeedFormat.Rss or FeedFormat.Atom => true,
            FeedFormat.Json => false,
            _ => throw Unknown(format),
        };
    }

    private static ArgumentOutOfRangeException Unknown(FeedFormat format) =>
        new(nameof(format), format, "This feed format has no rule here yet.");
}
