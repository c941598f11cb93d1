using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>Chooses the reader of a source's document: ours for plain JSON, extraction's for all else.</summary>
internal static class DocumentReading
{
    public static ParseResult Parse(SourceKind kind, ParseRequest request, CancellationToken cancellationToken)
    {
        if (kind == SourceKind.Sitemap)
        {
            return DocumentParser.Parse(request with { Kind = null }, cancellationToken) switch
            {
                ParseResult.Parsed { Feed.Format: not "sitemap" } => new ParseResult.Unreadable("not a sitemap"),
                ParseResult.Unreadable other when !other.Reason.Contains("sitemap", StringComparison.Ordinal) =>
                    other with { Reason = $"not a sitemap; {other.Reason}" },
                var result => result,
            };
        }

        if (kind != SourceKind.Json)
            return DocumentParser.Parse(request, cancellationToken);

        // A JSON Feed is the first choice: it says more than guesses about members can.
        return DocumentParser.Parse(
            request, cancellationToken) is ParseResult.Parsed { Feed: { Kind: DocumentKind.Feed, Items.Count: > 0 } } feed
            ? feed
            : JsonDocumentItems.Parse(request, cancellationToken);
    }
}
