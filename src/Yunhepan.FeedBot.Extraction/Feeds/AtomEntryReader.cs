using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Reads one Atom entry, including elements of other vocabularies.</summary>
internal static class AtomEntryReader
{
    private static readonly string[] Published =
    [
        "atom:published", "atom:issued", "atom:created", "dc:date", "pubdate", "dcterms:issued", "dcterms:created", "dcterms:date",
        "atom:pubdate",
        "atom:updated", "atom:modified", "dcterms:modified",
    ];

    /// <summary>The elements that may state when an entry was published.</summary>
    public static readonly FrozenSet<string> DateNames = Published.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Modified = ["atom:updated", "atom:modified", "dcterms:modified"];

    /// <summary>The elements that Dublin Core, Media RSS and podcasts use for the text of an entry.</summary>
    private static readonly string[] Descriptions =
        ["media:description", "content:encoded", "description", "atom:description", "dc:description", "dcterms:description",
            "dcterms:abstract", "itunes:summary"];

    public static ParsedItem Read(FeedNode entry, FeedScope scope)
    {
        scope = scope.Into(entry);
        var id = scope.Id(entry.Child("atom:id")) ?? scope.Id(entry.Child("guid")) ?? RssReader.Text(entry, "dc:identifier");
        var content = entry.Child("atom:content");
        var link = Links.Atom(entry, scope) ?? scope.Url(content?.Attribute("src")) ?? FeedScope.WholeUrl(id)
            ?? (Links.WithRelation(entry, "self", scope) is [var self, ..] ? self : null);
        var summary = entry.Child("atom:summary");
        var bodyNode = content ?? summary;
        var bodyScope = scope.ForText(link);
        var body = ItemBody.From(
            Body(content), Body(summary) is { IsEmpty: false } told
                ? told : Described(entry), bodyNode is null ? bodyScope : bodyScope.Into(bodyNode));
        var media = ReadMedia(entry, scope);
        var tags = new FeedTags();
        foreach (var node in entry.Children)
            tags.AddFrom(node);
        var source = entry.Child("atom:source");
        var authors = AtomReader.Authors(entry, scope);
        return new ParsedItem
        {
            Id = id,
            Url = link,
            ExternalUrl = scope.Url(RssReader.Text(entry, "feedburner:origlink"))
                ?? (Links.WithRelation(entry, "related", scope) is [var related, ..] ? related : null),
            Title = AtomReader.Inline(entry, "atom:title") ?? RssReader.Inline(entry, "dc:title") ?? RssReader.Inline(entry, "media:title"),
            ContentHtml = body.Html,
            ContentText = body.Text,
            Summary = body.Summary,
            ImageUrl = media.Image ?? ItemBody.FirstImage(body.Html),
            Published = scope.FirstDate(entry, Published),
            Modified = scope.FirstDate(entry, Modified),
            Authors = authors.Count == 0 && source is not null ? AtomReader.Authors(source, scope) : authors,
            Origin = source is null ? null : Origin(source, scope.Into(source)),
            Tags = tags.All,
            Language = FeedScope.Tag(entry.Attribute("xml:lang") ?? content?.Attribute("xml:lang")),
            Rights = AtomReader.Rights(entry),
            Attachments = media.Attachments(),
        };
    }

    private static FeedText Body(FeedNode? node) =>
        node is null || (node.Attribute("src") is not null && node.Children is []) ? default : FeedText.ReadAtom(node);

    private static FeedText Described(FeedNode entry)
    {
        foreach (var name in Descriptions)
        {
            if ((entry.Child(name) ?? (name == "media:description" ? entry.Child("media:group")?.Child(name) : null)) is { } node)
                return FeedText.ReadRss(node);
        }

        return default;
    }

    private static FeedMedia ReadMedia(FeedNode entry, FeedScope scope)
    {
        var media = new FeedMedia(scope);
        foreach (var link in Links.AtomLinks(entry).Where(link => Links.IsRelation(link, "enclosure")))
            media.AddEnclosure(link.Attribute("href"), link.Attribute("type"), link.Attribute("length"), link.Attribute("title"));
        if (entry.Child("atom:content") is { } content && content.Attribute("src") is { } source
            && content.Attribute("type")?.Contains("html", StringComparison.Ordinal) != true)
            media.AddEnclosure(source, content.Attribute("type"), null);
        media.AddMedia(entry);
        return media;
    }

    private static ParsedOrigin? Origin(FeedNode source, FeedScope scope)
    {
        var name = AtomReader.Inline(source, "atom:title");
        var url = Links.Atom(source, scope) ?? (Links.WithRelation(source, "self", scope) is [var self, ..] ? self : null);
        return name is null && url is null ? null : new(name, url);
    }
}
