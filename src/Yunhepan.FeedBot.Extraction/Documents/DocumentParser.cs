using Yunhepan.FeedBot.Extraction.Charsets;
using Yunhepan.FeedBot.Extraction.Feeds;

namespace Yunhepan.FeedBot.Extraction.Documents;

/// <summary>The door of this project: bytes of any kind in, one <see cref="ParsedFeed"/> out.</summary>
public static class DocumentParser
{
    private const int MaxBytes = 32 * 1024 * 1024;

    private const int SniffedBytes = 4096;

    /// <summary>
    /// Reads a feed, a list page or an article page. Never throws on bad input, whatever the bytes:
    /// size, depth, node count and time are bounded.
    /// </summary>
    public static ParseResult Parse(ParseRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (request.Content.IsEmpty)
            return new ParseResult.Unreadable("the document is empty");
        if (request.Content.Length > MaxBytes)
            return new ParseResult.Unreadable($"the document has {request.Content.Length} bytes; at most {MaxBytes} are read");
        try
        {
            return ParseDocument(request, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The last resort: a fault of a parser must cost one document, not the reader of thousands.
            return new ParseResult.Unreadable(
                $"the document could not be read: {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Why <see cref="Parse"/> reads a page as it does, line by line; null for feeds and for what cannot be read.</summary>
    public static PageExplanation? Explain(ParseRequest request, CancellationToken cancellationToken = default)
    {
        if (Parse(request, cancellationToken) is not ParseResult.Parsed { Feed.Kind: not DocumentKind.Feed })
            return null;
        var decoded = TextDecoder.Decode(request.Content, request.ContentType, request.Encoding, isXml: false);
        return Pages.PageParser.Explain(request, decoded, cancellationToken);
    }

    private static ParseResult ParseDocument(ParseRequest request, CancellationToken cancellationToken)
    {
        var decoded = TextDecoder.Decode(
            request.Content, request.ContentType, request.Encoding, isXml: LooksLikeFeed(request.Content.Span));
        if (request.Kind is null or DocumentKind.List && SitemapReader.Read(request, decoded, cancellationToken) is { } sitemap)
            return sitemap;
        if (request.Kind is null or DocumentKind.Feed && FeedParser.Parse(request, decoded, cancellationToken) is { } feed)
            return new ParseResult.Parsed(feed);
        if (request.Kind == DocumentKind.Feed)
            return new ParseResult.Unreadable("the document is not a feed");
        if (FeedSniffer.IsJsonDocument(decoded.Text))
            return new ParseResult.Unreadable("the document is JSON and not a feed");
        return Pages.PageParser.Parse(request, decoded, cancellationToken);
    }

    /// <summary>Good enough to choose where the character set is declared; the feed parser looks again at the text.</summary>
    private static bool LooksLikeFeed(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, SniffedBytes)];
        return (head.IndexOf("<urlset"u8) >= 0 || head.IndexOf("<rss"u8) >= 0 || head.IndexOf("<feed"u8) >= 0
            || head.IndexOf("<rdf:RDF"u8) >= 0) && head.IndexOf("<html"u8) < 0;
    }
}
