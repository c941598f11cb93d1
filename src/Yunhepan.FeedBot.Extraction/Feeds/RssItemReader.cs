namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>One item of RSS, with the vocabularies that are mixed into it.</summary>
internal static class RssItemReader
{
    private static readonly string[] Bodies = ["content:encoded", "xhtml:body", "body", "xhtml:div", "atom:content", "content:content", "fullitem", "fullcontent", "content"];

    private static readonly string[] Descriptions =
        ["description", "dc:description", "dcterms:abstract", "atom:summary", "summary", "abstract", "media:description", "itunes:summary", "itunes:subtitle", "googleplay:description"];

    public static ParsedItem Read(FeedNode item, FeedScope scope)
    {
        scope = scope.Into(item);
        var guid = item.Child("guid");
        var id = guid?.InnerText().Trim() is { Length: > 0 } stated ? stated : RssReader.Text(item, "atom:id") ?? item.Attribute("rdf:about") ?? RssReader.Text(item, "dc:identifier");
        var link = Links.Rss(item, scope, out _) ?? (IsPermalink(guid) ? scope.Url(id) : null);
        var media = ReadMedia(item, scope);
        var tags = new FeedTags();
        var authors = new List<ParsedAuthor>();
        foreach (var node in item.Children)
        {
            tags.AddFrom(node);
            FeedAuthors.Add(authors, Author(node, scope, isFeed: false));
        }

        var body = ItemBody.From(First(item, Bodies), First(item, Descriptions), BodyScope(item, scope));
        var source = item.Child("source") ?? item.Child("dc:source");
        return new ParsedItem
        {
            Id = id,
            Url = link ?? scope.Url(item.Attribute("rdf:about")) ?? scope.Url(item.Attribute("href") ?? item.Child("a")?.Attribute("href")),
            ExternalUrl = scope.Url(RssReader.Text(item, "feedburner:origlink")) is { } original && original != link ? original : null,
            Title = Title(item),
            ContentHtml = body.Html,
            ContentText = body.Text,
            Summary = body.Summary,
            ImageUrl = media.Image ?? ItemBody.FirstImage(body.Html),
            Published = scope.FirstDate(
                RssReader.Text(item, "pubdate"), RssReader.Text(item, "dc:date"), RssReader.Text(item, "dcterms:issued"), RssReader.Text(item, "atom:published"),
                RssReader.Text(item, "dcterms:created"), RssReader.Text(item, "dcterms:date"), RssReader.Text(item, "published"), RssReader.Text(item, "issued"), RssReader.Text(item, "created"),
                RssReader.Text(item, "date"), RssReader.Text(item, "atom:updated"), RssReader.Text(item, "dcterms:modified"), RssReader.Text(item, "modified"), item.Attribute("lastmod")),
            Modified = scope.FirstDate(RssReader.Text(item, "atom:updated"), RssReader.Text(item, "dcterms:modified"), RssReader.Text(item, "lastbuilddate"), RssReader.Text(item, "updated"), RssReader.Text(item, "modified")),
            Authors = authors,
            Origin = source is null ? null : Origin(source, scope),
            Tags = tags.All,
            Language = FeedScope.Tag(RssReader.Text(item, "dc:language")) ?? (scope.Language != scope.Request.Language ? FeedScope.Tag(item.Attribute("xml:lang")) : null),
            Rights = RssReader.Inline(item, "dc:rights"),
            Attachments = media.Attachments(),
        };
    }

    /// <summary>The author a node names, if it names one.</summary>
    public static ParsedAuthor? Author(FeedNode node, FeedScope scope, bool isFeed) => node.Name switch
    {
        "author" or "atom:author" => FeedAuthors.FromPerson(node, "atom:", scope),
        "dc:creator" or "itunes:author" or "dc:author" or "dcterms:creator" or "googleplay:author" => FeedAuthors.FromPerson(node, "atom:", scope),
        "managingeditor" when isFeed => FeedAuthors.FromText(node.InnerText()),
        "itunes:owner" when isFeed => FeedAuthors.FromPerson(node, "itunes:", scope),
        _ => null,
    };

    private static string? Title(FeedNode item) =>
        RssReader.Inline(item, "title") ?? RssReader.Inline(item, "dc:title") ?? RssReader.Inline(item, "atom:title")
        ?? RssReader.Inline(item, "media:title") ?? RssReader.Inline(item, "itunes:title");

    private static bool IsPermalink(FeedNode? guid) => guid?.Attribute("ispermalink")?.Trim().Equals("false", StringComparison.OrdinalIgnoreCase) != true;

    private static FeedMedia ReadMedia(FeedNode item, FeedScope scope)
    {
        var media = new FeedMedia(scope);
        foreach (var node in item.Children)
        {
            if (node.Name == "enclosure")
                media.AddEnclosure(node.Attribute("url") ?? node.Attribute("href") ?? node.Attribute("rdf:resource"), node.Attribute("type"), node.Attribute("length"));
            else if (node.Name == "atom:link" && Links.IsRelation(node, "enclosure"))
                media.AddEnclosure(node.Attribute("href"), node.Attribute("type"), node.Attribute("length"));
            else if (node.Name == "image")
                media.AddImage(RssReader.Text(node, "url") ?? node.Attribute("href") ?? node.InnerText());
        }

        media.AddMedia(item);
        return media;
    }

    private static FeedText First(FeedNode item, string[] names)
    {
        foreach (var name in names)
        {
            foreach (var node in item.ChildrenNamed(name))
            {
                var text = name.StartsWith("atom:", StringComparison.Ordinal) ? FeedText.OfAtom(node) : FeedText.OfRss(node);
                if (!text.IsEmpty)
                    return text;
            }
        }

        // media:group holds descriptions of its own.
        return item.Child("media:group") is { } group && names.Contains("media:description") ? First(group, ["media:description"]) : default;
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
        var name = FeedText.OfRss(source).Inline();
        var url = scope.Url(source.Attribute("url"));
        if (name is not null && url is null && scope.Url(name) is { } address && name.Contains("://", StringComparison.Ordinal))
            (name, url) = (null, address);
        return name is null && url is null ? null : new(name, url);
    }
}
