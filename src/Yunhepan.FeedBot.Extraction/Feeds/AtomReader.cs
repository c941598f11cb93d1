namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Reads Atom 1.0 and 0.3.</summary>
internal static class AtomReader
{
    public static ParsedFeed Read(
        FeedNode root, IEnumerable<string> addresses, string encoding, FeedScope scope, CancellationToken cancellationToken)
    {
        scope = scope.Into(root);
        var isEntry = root.Name == "atom:entry";
        var entries = isEntry ? [root] : FeedItems.Collect(root, "atom:entry", "atom:item", "item");
        var title = Inline(root, "atom:title") ?? RssReader.Inline(root, "dc:title");
        scope = FeedLanguage.Settle(
            scope, FeedScope.Tag(root.Attribute("xml:lang")) ?? FeedScope.Tag(RssReader.Text(root, "dc:language")), title,
            entries.Select(entry => entry.Child("atom:title")))
            .WithOrderOf(FeedItems.TextsOf(entries, AtomEntryReader.DateNames));
        var home = Links.Atom(root, scope);
        var itemScope = scope.Base is null ? scope with { Base = Html.WebAddress.ParseBase(home) } : scope;
        var isOld = addresses.Any(FeedNamespaces.IsAtom03) || root.Attribute("version") == "0.3";
        return new ParsedFeed
        {
            Kind = DocumentKind.Feed,
            Format = new(FormatFamily.Atom, isOld ? "0.3" : "1.0"),
            Encoding = encoding,
            Title = title,
            HomePageUrl = isEntry ? null : home,
            FeedUrl = Links.WithRelation(root, "self", scope) is [var self, ..] ? self : scope.Url(scope.Request.Url),
            Description = Inline(root, "atom:subtitle") ?? Inline(root, "atom:tagline") ?? Inline(root, "atom:info")
                ?? Inline(root, "itunes:summary")
                ?? RssReader.FirstInline(root, ["atom:description", "media:description", "dc:description", "dcterms:description"]),
            IconUrl = scope.Url(RssReader.Text(root, "atom:logo")) ?? FeedMedia.Picture(root, scope),
            FaviconUrl = scope.Url(RssReader.Text(root, "atom:icon")),
            Language = scope.Language,
            Rights = Rights(root),
            Authors = isEntry ? [] : Authors(root, scope),
            Hubs = Links.WithRelation(root, "hub", scope),
            NextPageUrl = Links.WithRelation(root, "next", scope) is [var next, ..] ? next : null,
            Items = FeedItems.Read(entries, entry => AtomEntryReader.Read(entry, itemScope), cancellationToken),
        };
    }

    public static string? Rights(FeedNode node) =>
        Inline(node, "atom:rights") ?? Inline(node, "atom:copyright") ?? RssReader.FirstInline(node, RssReader.Rights);

    public static string? Inline(FeedNode node, string name) => node.Child(name) is { } child ? FeedText.ReadAtom(child).Inline() : null;

    public static List<ParsedAuthor> Authors(FeedNode node, FeedScope scope)
    {
        var authors = new List<ParsedAuthor>();
        foreach (var child in node.Children)
        {
            if (child.Name is "atom:author" or "dc:creator" or "dc:author" or "dcterms:creator" or "author" or "itunes:author")
                FeedAuthors.Add(authors, FeedAuthors.FromPerson(child, "atom:", scope));
        }

        return authors;
    }
}
