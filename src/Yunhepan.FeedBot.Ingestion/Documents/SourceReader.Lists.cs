using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>The part that reads the lists of a page one by one, so that a person can choose.</summary>
public sealed partial class SourceReader
{
    /// <summary>Returns the lists of a page, the largest first; empty if it cannot be read or has none.</summary>
    internal async Task<IReadOnlyList<ReadList>> ReadListsAsync(Source source, CancellationToken cancellationToken)
    {
        if (await robots.RefusalAsync(source.Url, isFeed: false, cancellationToken, source.IsAdded) is not null
            || await fetcher.FetchAsync(Request(source, source.Url), cancellationToken) is not FetchResult.Fetched fetched)
            return [];
        var lists = DocumentParser.Lists(RequestOf(source, fetched), cancellationToken);
        return
        [
            .. lists.Select(list => new ReadList(
                list.Items, list.Heading,
                ItemNormaliser.Normalise(new ParsedFeed
                {
                    Kind = DocumentKind.List, Format = new(FormatFamily.Html), Encoding = "utf-8", Items = list.Entries,
                }).Items)),
        ];
    }

    private ParseRequest RequestOf(Source source, FetchResult.Fetched fetched) => new()
    {
        Content = fetched.Content,
        Url = fetched.Url,
        ContentType = fetched.ContentType,
        FetchedAt = time.GetUtcNow(),
        TimeZone = source.TimeZone,
        Language = source.Language,
        Encoding = source.Encoding,
        Selectors = source.Selectors is { } stated
            ? new PageSelectors
            {
                Items = stated.Items, Title = stated.Title, Date = stated.Date, Content = stated.Content, IsRequired = source.IsAdded,
            }
            : null,
    };
}

/// <summary>One of the lists of a page.</summary>
/// <param name="Items">The selector of its entries.</param>
/// <param name="Heading">What stands above it; null if nothing short does.</param>
internal sealed record ReadList(string Items, string? Heading, IReadOnlyList<ArticleDraft> Entries);
