using Yunhepan.FeedBot.Extraction.Charsets;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// Reads a sitemap (sitemaps.org) or a news sitemap; its newest addresses become items. Like feeds, it is read strictly first and
/// then tolerantly.
/// </summary>
internal static class SitemapReader
{
    /// <summary>A sitemap may name 50,000 pages; only the newest can be news.</summary>
    private const int MostItems = 1000;

    private const int HeadLimit = 64 * 1024;

    private const int MostTags = 20;

    /// <summary>Returns the result, or null if the text is not a sitemap.</summary>
    public static ParseResult? Read(ParseRequest request, DecodedText decoded, CancellationToken cancellationToken)
    {
        var head = decoded.Text.AsSpan(0, Math.Min(decoded.Text.Length, HeadLimit));
        var start = head.IndexOf('<');
        if (start < 0 || !(head.Contains("urlset", StringComparison.Ordinal) || head.Contains("sitemapindex", StringComparison.Ordinal)))
            return null;
        var text = CharacterReferences.JoinPairs(decoded.Text[start..]);
        var tree = new FeedTreeBuilder(mends: false);
        if (!StrictXmlReader.TryRead(text, tree, cancellationToken))
        {
            tree = new FeedTreeBuilder(mends: true);
            new TolerantXmlReader(text, tree).Read(cancellationToken);
        }

        var root = tree.Document.Children.Find(node => !node.IsText);
        return root?.Name switch
        {
            "urlset" when !root.IsFinished && !root.ChildrenNamed("url").Any(page => page.IsFinished) =>
                new ParseResult.Unreadable("a broken sitemap: it ends before its first page"),
            "urlset" => new ParseResult.Parsed(ReadPages(root, decoded.EncodingName, FeedScope.For(request))),
            "sitemapindex" => new ParseResult.Unreadable(
                $"an index of sitemaps; use one of them as the source, such as {root.ChildrenNamed("sitemap")
                    .Select(map => RssReader.Text(map, "loc")).FirstOrDefault(at => at is not null) ?? "its newest"}"),
            _ => null,
        };
    }

    private static ParsedFeed ReadPages(FeedNode root, string encoding, FeedScope scope)
    {
        // The last entry may be truncated at the end of the document.
        var pages = root.ChildrenNamed("url").Where(page => page.IsFinished).ToList();
        scope = FeedLanguage.Settle(scope, null, null, pages.Select(page => page.Child("news:news")?.Child("news:title")));
        return new ParsedFeed
        {
            Kind = DocumentKind.List,
            Format = new(FormatFamily.Sitemap),
            Encoding = encoding,
            Language = scope.Language,
            Items = [.. pages.Select(page => ReadPage(page, scope)).OfType<ParsedItem>()
                .OrderByDescending(item => (item.Published ?? item.Modified)?.At ?? DateTimeOffset.MinValue).Take(MostItems)],
        };
    }

    private static ParsedItem? ReadPage(FeedNode page, FeedScope scope)
    {
        if (scope.Url(RssReader.Text(page, "loc")) is not { } url)
            return null;
        var news = page.Child("news:news") ?? page;
        var publication = news.Child("news:publication") ?? news;
        return new ParsedItem
        {
            Url = url,
            Title = RssReader.Inline(news, "news:title"),
            Published = scope.FirstDate(news, ["news:publication_date"]),
            Modified = scope.FirstDate(page, ["lastmod"]),
            Language = FeedScope.Tag(RssReader.Text(publication, "news:language")),
            ImageUrl = page.Child("image:image") is { } image ? scope.Url(RssReader.Text(image, "image:loc")) : null,
            Tags = [.. (RssReader.Text(news, "news:keywords") ?? "")
                .Split([',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostTags)],
        };
    }
}
