using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Reads one RSS item, including elements of other vocabularies.</summary>
internal static class RssItemReader
{
    private static readonly string[] Bodies =
    [
        "content:encoded", "xhtml:body", "body", "xhtml:div", "atom:content", "content:content", "fullitem", "fullcontent",
        "content", "encoded", "full-text", "fulltext", "media:text",
    ];

    private static readonly string[] Descriptions =
        ["description", "dc:description", "dcterms:description", "dcterms:abstract", "atom:summary", "summary", "abstract",
            "media:description", "itunes:summary", "itunes:subtitle", "googleplay:description"];

    private static readonly string[] Published =
    [
        "pubdate", "dc:date", "dcterms:issued", "atom:published", "atom:issued", "dcterms:created", "dcterms:date", "atom:created",
        "published", "issued", "created", "date", "publishdate", "publicationdate", "datepublished", "pubtime", "datecreated", "posted",
        "time", "atom:updated", "atom:modified", "dcterms:modified", "modified",
    ];

    /// <summary>The elements that may state when an item was published.</summary>
    public static readonly FrozenSet<string> DateNames = Published.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Modified =
        ["atom:updated", "atom:modified", "dcterms:modified", "lastbuilddate", "updated", "modified"];

    public static ParsedItem Read(FeedNode item, FeedScope scope)
    {
        scope = scope.Into(item);
        var guid = item.Child("guid");
        var id = scope.Id(guid) ?? scope.Id(item.Child("atom:id")) ?? item.Attribute("rdf:about") ?? RssReader.Text(item, "dc:identifier")
            ?? RssReader.Text(item, "id");
        var link = Links.Rss(item, scope, out _) ?? Permalink(guid, scope);
        var media = ReadMedia(item, scope);
        var tags = new FeedTags();
        var authors = new List<ParsedAuthor>();
        foreach (var node in item.Children)
        {
            tags.AddFrom(node);
            FeedAuthors.Add(authors, Author(node, scope, isFeed: false));
        }

        var body = ItemBody.From(First(item, Bodies), First(item, Descriptions), BodyScope(item, scope.ForText(link)));
        var source = item.Child("source") ?? item.Child("dc:source");
        return new ParsedItem
        {
            Id = id,
            Url = link ?? scope.Url(item.Attribute("rdf:about"))
                ?? scope.Url(item.Attribute("href") ?? item.Child("a")?.Attribute("href") ?? RssReader.Text(item, "url")),
            ExternalUrl = scope.Url(RssReader.Text(item, "feedburner:origlink")) is { } original && original != link ? original : null,
            Title = Title(item),
            ContentHtml = body.Html,
            ContentText = body.Text,
            Summary = body.Summary,
            ImageUrl = media.Image ?? ItemBody.FirstImage(body.Html),
            Published = scope.FirstDate(item, Published) ?? scope.Date(item.Attribute("lastmod"), DateEvidence.FeedElement, "lastmod"),
            Modified = scope.FirstDate(item, Modified),
            Authors = authors,
            Origin = source is null ? null : Origin(source, scope),
            Tags = tags.All,
            Language = FeedScope.Tag(RssReader.Text(item, "dc:language") ?? RssReader.Text(item, "language"))
                ?? (scope.Language != scope.Request.Language ? FeedScope.Tag(item.Attribute("xml:lang")) : null),
            Rights = RssReader.FirstInline(item, RssReader.Rights),
            Attachments = media.Attachments(),
        };
    }

    /// <summary>Returns the author that a node names, or null if it names none.</summary>
    public static ParsedAuthor? Author(FeedNode node, FeedScope scope, bool isFeed) => node.Name switch
    {
        "author" or "atom:author" => FeedAuthors.FromPerson(node, "atom:", scope),
        "dc:creator" or "itunes:author" or "dc:author" or "dcterms:creator" or "googleplay:author" =>
            FeedAuthors.FromPerson(node, "atom:", scope),
        "managingeditor" when isFeed => FeedAuthors.FromText(node.InnerText()),
        "itunes:owner" when isFeed => FeedAuthors.FromPerson(node, "itunes:", scope),
        _ => null,
    };

    private static string? Title(FeedNode item) =>
        RssReader.Inline(item, "title") ?? RssReader.Inline(item, "dc:title") ?? RssReader.Inline(item, "atom:title")
        ?? RssReader.Inline(item, "media:title") ?? RssReader.Inline(item, "itunes:title")
        ?? (item.Child("media:group") is { } group ? RssReader.Inline(group, "media:title") : null);

    /// <summary>
    /// Returns the address in a guid. A guid is an address unless it says otherwise; only one marked as a permalink may be
    /// relative.
    /// </summary>
    private static string? Permalink(FeedNode? guid, FeedScope scope) => guid?.Attribute("ispermalink")?.Trim().ToLowerInvariant() switch
    {
        "false" or "0" or "no" => null,
        "true" => scope.Url(guid.InnerText()),
        _ => FeedScope.WholeUrl(guid?.InnerText()),
    };

    private static FeedMedia ReadMedia(FeedNode item, FeedScope scope)
    {
        var media = new FeedMedia(scope);
        foreach (var node in item.Children)
        {
            if (node.Name == "enclosure")
                media.AddEnclosure(
                    node.Attribute("url") ?? node.Attribute("href") ?? node.Attribute("rdf:resource"), node.Attribute("type"),
                    node.Attribute("length"));
            else if (node.Name == "atom:link" && Links.IsRelation(node, "enclosure"))
                media.AddEnclosure(node.Attribute("href"), node.Attribute("type"), node.Attribute("length"));
            else if (node.Name is "image" or "thumbnail" or "thumb")
                media.AddImage(RssReader.Text(node, "url") ?? node.Attribute("href") ?? node.Attribute("url") ?? node.InnerText());
        }

        media.AddMedia(item);
        return media;
    }

    private static FeedText First(FeedNode item, string[] names)
    {
        foreach (var name in names)
        {
            if (!item.MayHave(name))
                continue;
            foreach (var node in item.Children)
            {
                if (node.Name != name)
                    continue;
                var text = name.StartsWith("atom:", StringComparison.Ordinal) ? FeedText.ReadAtom(node) : FeedText.ReadRss(node);
                if (!text.IsEmpty)
                    return text;
            }
        }

        // A media:group contains descriptions of its own.
        return item.Child("media:group") is { } group && names.Contains("media:description")
            ? First(group, ["media:description"]) : default;
    }

    private static FeedScope BodyScope(FeedNode item, FeedScope scope)
    {
        foreach (var name in Bodies)
        {
            if (item.Child(name) is { } node)
                return scope.Into(node);
        }

        return item.Child("description") is { } description ? scope.Into(description) : scope;
    }

    private static ParsedOrigin? Origin(FeedNode source, FeedScope scope)
    {
        var name = FeedText.ReadRss(source).Inline();
        var url = scope.Url(source.Attribute("url"));
        if (name is not null && url is null && scope.Url(name) is { } address && name.Contains("://", StringComparison.Ordinal))
            (name, url) = (null, address);
        return name is null && url is null ? null : new(name, url);
    }
}
