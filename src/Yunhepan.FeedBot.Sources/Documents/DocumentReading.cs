using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Extraction;

namespace Yunhepan.FeedBot.Sources.Documents;

/// <summary>Chooses the reader of a source's document: ours for sitemaps and plain JSON, extraction's for all else.</summary>
internal static class DocumentReading
{
    public static ParseResult Parse(SourceKind kind, ParseRequest request, CancellationToken cancellationToken)
    {
        if (kind == SourceKind.Sitemap || (kind == SourceKind.Auto && SitemapDocument.LooksLikeOne(request.Content.Span)))
            return SitemapDocument.Parse(request, cancellationToken);
        if (kind != SourceKind.Json)
            return DocumentParser.Parse(request, cancellationToken);

        // A JSON Feed is the first choice: it says more than guesses about members can.
        return DocumentParser.Parse(request, cancellationToken) is ParseResult.Parsed { Feed: { Kind: DocumentKind.Feed, Items.Count: > 0 } } feed
            ? feed
            : JsonDocumentItems.Parse(request, cancellationToken);
    }
}
