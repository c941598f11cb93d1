using System.Diagnostics;
using Yunhepan.FeedBot.Extraction.Charsets;
using Yunhepan.FeedBot.Extraction.Feeds;
using Yunhepan.FeedBot.Extraction.Json;

namespace Yunhepan.FeedBot.Extraction.Documents;

/// <summary>The entry point of this project: it turns the bytes of any document into one <see cref="ParsedFeed"/>.</summary>
public static class DocumentParser
{
    private const int MaxBytes = 32 * 1024 * 1024;

    private const int SniffedBytes = 4096;

    /// <summary>
    /// Reads a feed, a sitemap, a JSON document, a list page or an article page. Size, depth, node count and time are bounded,
    /// and bad input never throws.
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
            // A fault in a parser must fail only one document, never the service that reads thousands.
            return new ParseResult.Unreadable(
                "the reader fails at this document, which is a fault of this program: please report it with the document "
                + $"({fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")})");
        }
    }

    /// <summary>
    /// Explains line by line why <see cref="Parse"/> reads a page as it does; returns null for feeds and for unreadable
    /// documents.
    /// </summary>
    public static PageExplanation? Explain(ParseRequest request, CancellationToken cancellationToken = default)
    {
        if (Parse(request, cancellationToken) is not ParseResult.Parsed { Feed.Kind: not DocumentKind.Feed })
            return null;
        var decoded = TextDecoder.Decode(request.Content, request.ContentType, request.Encoding, isXml: false);
        return Pages.PageParser.Explain(request, decoded, cancellationToken);
    }

    /// <summary>
    /// Returns the lists of a page one by one, the largest first; <see cref="Parse"/> takes those that belong together as one. Empty
    /// for any other document.
    /// </summary>
    public static IReadOnlyList<PageList> Lists(ParseRequest request, CancellationToken cancellationToken = default)
    {
        if (Parse(request with { Expected = DocumentForm.List, Selectors = null }, cancellationToken)
            is not ParseResult.Parsed { Feed.Format.Family: FormatFamily.Html })
            return [];
        var decoded = TextDecoder.Decode(request.Content, request.ContentType, request.Encoding, isXml: false);
        return Pages.PageLists.Find(request, decoded, cancellationToken);
    }

    private static ParseResult ParseDocument(ParseRequest request, CancellationToken cancellationToken)
    {
        var decoded = TextDecoder.Decode(
            request.Content, request.ContentType, request.Encoding, isXml: LooksLikeFeed(request.Content.Span));
        return request.Expected switch
        {
            null => SitemapReader.Read(request, decoded, cancellationToken) ?? Feed(request, decoded, cancellationToken)
                ?? Page(request, decoded, cancellationToken),
            DocumentForm.Feed => (ParseResult?)Feed(request, decoded, cancellationToken)
                ?? new ParseResult.Unreadable("the document is not a feed"),
            DocumentForm.List => SitemapReader.Read(request, decoded, cancellationToken) ?? Page(request, decoded, cancellationToken),
            DocumentForm.Article => Page(request, decoded, cancellationToken),
            DocumentForm.Sitemap => SitemapReader.Read(request, decoded, cancellationToken)
                ?? NoSitemap(ParseDocument(request with { Expected = null }, cancellationToken)),
            // JSON Feed is tried first, because its members have defined meanings and need no guessing.
            DocumentForm.Json => Feed(request, decoded, cancellationToken) is ParseResult.Parsed { Feed.Items.Count: > 0 } feed
                ? feed : JsonItemsReader.Read(request, decoded, cancellationToken),
            _ => throw new UnreachableException($"a document of the form {request.Expected}"),
        };
    }

    private static ParseResult.Parsed? Feed(ParseRequest request, DecodedText decoded, CancellationToken cancellationToken) =>
        FeedParser.Parse(request, decoded, cancellationToken) is { } feed ? new ParseResult.Parsed(feed) : null;

    private static ParseResult Page(ParseRequest request, DecodedText decoded, CancellationToken cancellationToken) =>
        FeedSniffer.IsJsonDocument(decoded.Text)
            ? new ParseResult.Unreadable("the document is JSON and not a feed")
            : Pages.PageParser.Parse(request, decoded, cancellationToken);

    /// <summary>Prefers a recognised stand-in page to the bare fact that the document is no sitemap.</summary>
    private static ParseResult.Unreadable NoSitemap(ParseResult other) => other is ParseResult.Unreadable unreadable
        ? unreadable with { Reason = $"not a sitemap; {unreadable.Reason}" }
        : new ParseResult.Unreadable("not a sitemap");

    /// <summary>
    /// Decides roughly where the document declares its character set; the feed parser checks the decoded text again.
    /// </summary>
    private static bool LooksLikeFeed(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, SniffedBytes)];
        return (head.IndexOf("<urlset"u8) >= 0 || head.IndexOf("<rss"u8) >= 0 || head.IndexOf("<feed"u8) >= 0
            || head.IndexOf("<rdf:RDF"u8) >= 0) && head.IndexOf("<html"u8) < 0;
    }
}
