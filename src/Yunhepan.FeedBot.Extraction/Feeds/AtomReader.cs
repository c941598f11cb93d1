namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Atom 1.0 and 0.3.</summary>
internal static class AtomReader
{
    public static ParsedFeed Read(FeedNode root, IEnumerable<string> addresses, string encoding, FeedScope scope, CancellationToken cancellationToken)
    {
        scope = scope.Into(root);
        var isEntry = root.Name == "atom:entry";
        var entries = isEntry ? [root] : FeedItems.Collect(root, "atom:entry");
        var title = Inline(root, "atom:title");
        scope = FeedLanguage.Settle(scope, FeedScope.Tag(root.Attribute("xml:lang")) ?? FeedScope.Tag(RssReader.Text(root, "dc:language")), title,
            entries.Select(entry => entry.Child("atom:title")));
        var home = Links.Atom(root, scope);
        var itemScope = scope.Base is null ? scope with { Base = Html.WebAddress.ParseBase(home) } : scope;
        var isOld = addresses.Any(FeedNamespaces.IsAtom03) || root.Attribute("version") == "0.3";
        return new ParsedFeed
        {
            Kind = DocumentKind.Feed,
            Format = isOld ? "atom-0.3" : "atom-1.0",
            Encoding = encoding,
            Title = title,
            HomePageUrl = isEntry ? null : home,
            FeedUrl = Links.WithRelation(root, "self", scope) is [var self, ..] ? self : scope.Url(scope.Request.Url),
            Description = Inline(root, "atom:subtitle") ?? Inline(root, "atom:tagline") ?? Inline(root, "atom:info") ?? Inline(root, "itunes:summary") ?? Inline(root, "atom:description") ?? Inline(root, "media:description"),
            IconUrl = scope.Url(RssReader.Text(root, "atom:logo")) ?? FeedMedia.Picture(root, scope),
            FaviconUrl = scope.Url(RssReader.Text(root, "atom:icon")),
            Language = scope.Language,
            Rights = Inline(root, "atom:rights") ?? Inline(root, "atom:copyright"),
            Authors = isEntry ? [] : Authors(root, scope),
            Hubs = Links.WithRelation(root, "hub", scope),
            NextPageUrl = Links.WithRelation(root, "next", scope) is [var next, ..] ? next : null,
            Items = FeedItems.Read(entries, entry => ReadEntry(entry, itemScope), cancellationToken),
        };
    }

    private static ParsedItem ReadEntry(FeedNode entry, FeedScope scope)
    {
        scope = scope.Into(entry);
        var content = entry.Child("atom:content");
        var summary = entry.Child("atom:summary");
        var bodyNode = content ?? summary;
        var body = ItemBody.From(
            Body(content), Body(summary) is { IsEmpty: false } told ? told : Described(entry), bodyNode is null ? scope : scope.Into(bodyNode));
        var media = ReadMedia(entry, scope);
        var tags = new FeedTags();
        foreach (var node in entry.Children)
            tags.AddFrom(node);
        var id = RssReader.Text(entry, "atom:id") ?? RssReader.Text(entry, "guid");
        var source = entry.Child("atom:source");
        var authors = Authors(entry, scope);
        return new ParsedItem
        {
            Id = id,
            Url = Links.Atom(entry, scope) ?? scope.Url(content?.Attribute("src")) ?? (id?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true ? scope.Url(id) : null),
            ExternalUrl = scope.Url(RssReader.Text(entry, "feedburner:origlink")) ?? (Links.WithRelation(entry, "related", scope) is [var related, ..] ? related : null),
            Title = Inline(entry, "atom:title") ?? RssReader.Inline(entry, "dc:title") ?? RssReader.Inline(entry, "media:title"),
            ContentHtml = body.Html,
            ContentText = body.Text,
            Summary = body.Summary,
            ImageUrl = media.Image ?? ItemBody.FirstImage(body.Html),
            Published = scope.FirstDate(RssReader.Text(entry, "atom:published"), RssReader.Text(entry, "atom:issued"), RssReader.Text(entry, "atom:created"),
                RssReader.Text(entry, "dc:date"), RssReader.Text(entry, "pubdate"), RssReader.Text(entry, "dcterms:issued"), RssReader.Text(entry, "dcterms:created"), RssReader.Text(entry, "atom:pubdate"), RssReader.Text(entry, "atom:updated"), RssReader.Text(entry, "atom:modified"), RssReader.Text(entry, "dcterms:modified")),
            Modified = scope.FirstDate(RssReader.Text(entry, "atom:updated"), RssReader.Text(entry, "atom:modified"), RssReader.Text(entry, "dcterms:modified")),
            Authors = authors.Count == 0 && source is not null ? Authors(source, scope) : authors,
            Origin = source is null ? null : Origin(source, scope.Into(source)),
            Tags = tags.All,
            Language = FeedScope.Tag(entry.Attribute("xml:lang") ?? content?.Attribute("xml:lang")),
            Rights = Inline(entry, "atom:rights"),
            Attachments = media.Attachments(),
        };
    }

    private static FeedText Body(FeedNode? node) =>
        node is null || (node.Attribute("src") is not null && node.Children is []) ? default : FeedText.OfAtom(node);

    private static FeedText Described(FeedNode entry)
    {
        var node = entry.Child("media:description") ?? entry.Child("media:group")?.Child("media:description")
            ?? entry.Child("content:encoded") ?? entry.Child("description") ?? entry.Child("atom:description") ?? entry.Child("itunes:summary");
        return node is null ? default : FeedText.OfRss(node);
    }

    private static string? Inline(FeedNode node, string name) => node.Child(name) is { } child ? FeedText.OfAtom(child).Inline() : null;

    private static List<ParsedAuthor> Authors(FeedNode node, FeedScope scope)
    {
        var authors = new List<ParsedAuthor>();
        foreach (var child in node.Children)
        {
            if (child.Name is "atom:author" or "dc:creator" or "author" or "itunes:author")
                FeedAuthors.Add(authors, FeedAuthors.FromPerson(child, "atom:", scope));
        }

        return authors;
    }

    private static FeedMedia ReadMedia(FeedNode entry, FeedScope scope)
    {
        var media = new FeedMedia(scope);
        foreach (var link in Links.AtomLinks(entry).Where(link => Links.IsRelation(link, "enclosure")))
            media.AddEnclosure(link.Attribute("href"), link.Attribute("type"), link.Attribute("length"), link.Attribute("title"));
        if (entry.Child("atom:content") is { } content && content.Attribute("src") is { } source && content.Attribute("type")?.Contains("html", StringComparison.Ordinal) != true)
            media.AddEnclosure(source, content.Attribute("type"), null);
        media.AddMedia(entry);
        return media;
    }

    private static ParsedOrigin? Origin(FeedNode source, FeedScope scope)
    {
        var name = Inline(source, "atom:title");
        var url = Links.Atom(source, scope) ?? (Links.WithRelation(source, "self", scope) is [var self, ..] ? self : null);
        return name is null && url is null ? null : new(name, url);
    }
}
