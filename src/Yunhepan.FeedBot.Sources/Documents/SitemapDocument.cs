using System.Text;
using System.Xml;
using Yunhepan.FeedBot.Extraction;

namespace Yunhepan.FeedBot.Sources.Documents;

/// <summary>A sitemap (sitemaps.org) or news sitemap: its newest addresses become items.</summary>
internal static class SitemapDocument
{
    /// <summary>A sitemap may name 50,000 pages; only the newest can be news.</summary>
    private const int MostItems = 1000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = 64 * 1024 * 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    static SitemapDocument() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static bool LooksLikeOne(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, 2048)];
        return (head.IndexOf("<urlset"u8) >= 0 || head.IndexOf("<sitemapindex"u8) >= 0) && head.IndexOf("<html"u8) < 0;
    }

    public static ParseResult Parse(ParseRequest request, CancellationToken cancellationToken)
    {
        var items = new List<ParsedItem>();
        try
        {
            using var stream = new MemoryStream(request.Content.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, Settings);
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName is not ("urlset" or "sitemapindex"))
                return new ParseResult.Unreadable("not a sitemap");
            if (reader.LocalName == "sitemapindex")
                return new ParseResult.Unreadable($"an index of sitemaps; use one of them as the source, such as {FirstSitemap(reader) ?? "its newest"}");

            while (reader.ReadToFollowing("url", reader.NamespaceURI))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var entry = reader.ReadSubtree();
                if (Item(entry, request) is { } item)
                    items.Add(item);
            }
        }
        catch (XmlException error) when (items.Count == 0)
        {
            return new ParseResult.Unreadable($"a broken sitemap, line {error.LineNumber}");
        }
        catch (XmlException)
        {
            // What stood before the damage is good.
        }

        return new ParseResult.Parsed(new ParsedFeed
        {
            Kind = DocumentKind.List,
            Format = "sitemap",
            Encoding = "utf-8",
            Items = [.. items.OrderByDescending(item => (item.Published ?? item.Modified)?.At ?? DateTimeOffset.MinValue).Take(MostItems)],
        });
    }

    private static ParsedItem? Item(XmlReader entry, ParseRequest request)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        var path = new Stack<string>();
        while (entry.Read())
        {
            if (entry.NodeType == XmlNodeType.Element && !entry.IsEmptyElement)
                path.Push(entry.LocalName);
            else if (entry.NodeType == XmlNodeType.EndElement)
                path.TryPop(out _);
            else if (entry.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && path.Count > 1 && path.Count < 8)
                said.TryAdd(string.Join('/', path.Reverse().Skip(1)), Clip(entry.Value));
        }

        var zone = request.TimeZone ?? TimeZoneInfo.Utc;
        if (WebAddress.Resolve(said.GetValueOrDefault("loc"), request.Url) is not { } url)
            return null;

        var modified = StatedDate.Parse(said.GetValueOrDefault("lastmod"), zone);
        return new ParsedItem
        {
            Url = url,
            Title = said.GetValueOrDefault("news/title"),
            Published = StatedDate.Parse(said.GetValueOrDefault("news/publication_date"), zone),
            Modified = modified,
            Language = said.GetValueOrDefault("news/publication/language"),
            ImageUrl = WebAddress.Resolve(said.GetValueOrDefault("image/loc"), request.Url),
            Tags = [.. (said.GetValueOrDefault("news/keywords") ?? "").Split([',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(20)],
        };
    }

    private static string? FirstSitemap(XmlReader reader) =>
        reader.ReadToFollowing("loc", reader.NamespaceURI) ? WebAddress.Resolve(reader.ReadElementContentAsString(), null) : null;

    private static string Clip(string text) => text.Length <= 2000 ? text.Trim() : text[..2000].Trim();
}
