using System.Globalization;
using System.Xml.Linq;

namespace Yunhepan.FeedBot.Tests.Publishing.Checking;

/// <summary>The rules of RSS 2.0 and of its profile.</summary>
internal static class RssRules
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Media = "http://search.yahoo.com/mrss/";
    private static readonly XNamespace History = "http://purl.org/syndication/history/1.0";

    private static readonly HashSet<XName> OfChannel = ["title", "link", "description", "language", "copyright", "lastBuildDate", "generator", "docs", "ttl", "item", Atom + "link", History + "archive"];
    private static readonly HashSet<XName> OfItem =
    [
        "guid", "link", "category", "title", "description", "pubDate", "enclosure", "source", Content + "encoded",
        DublinCore + "creator", DublinCore + "source", DublinCore + "language", DublinCore + "rights", Media + "content", Media + "thumbnail",
    ];

    private static readonly HashSet<XName> Repeatable = ["category", "item", Atom + "link", DublinCore + "creator", Media + "content", Media + "thumbnail"];

    public static void Check(FeedProblems problems, XElement root, string? address)
    {
        problems.Require(root.Name == "rss" && root.Attribute("version")?.Value == "2.0", "InvalidRSSVersion", "rss");
        var channel = root.Element("channel");
        problems.Require(channel is not null && root.Elements().Count() == 1, "UndefinedElement", "rss");
        if (channel is null)
            return;
        Children(problems, channel, OfChannel);
        foreach (var name in (string[])["title", "link", "description", "language"])
            problems.Require(channel.Element(name) is not null, "Missing " + name, "channel");
        foreach (var name in (string[])["title", "description", "copyright", "generator"])
            problems.NoHtml("channel/" + name, channel.Element(name)?.Value ?? "");
        problems.NotBlank("channel/title", channel.Element("title")?.Value);
        problems.FullLink("channel/link", channel.Element("link")?.Value);
        problems.FullLink("channel/docs", channel.Element("docs")?.Value);
        problems.Language("channel/language", channel.Element("language")?.Value);
        problems.Rfc822("channel/lastBuildDate", channel.Element("lastBuildDate")?.Value);
        problems.Require(int.TryParse(channel.Element("ttl")?.Value, CultureInfo.InvariantCulture, out var ttl) && ttl > 0, "InvalidPositiveInteger", "channel/ttl");
        problems.Require(channel.Elements().SkipWhile(e => e.Name != "item").All(e => e.Name == "item"), "MisplacedItem", "channel");
        LinkRules.Check(problems, channel.Elements(Atom + "link"), address, "application/rss+xml", channel.Element(History + "archive") is not null);

        var items = channel.Elements("item").ToArray();
        foreach (var item in items)
            Item(problems, item);
        var guids = items.Select(i => i.Element("guid")?.Value).ToArray();
        problems.Require(guids.Distinct(StringComparer.Ordinal).Count() == guids.Length, "DuplicateValue", "guid");
    }

    private static void Item(FeedProblems problems, XElement item)
    {
        Children(problems, item, OfItem);
        problems.Require(item.Element("guid")?.Attribute("isPermaLink")?.Value == "false", "InvalidHttpGUID", "item/guid");
        problems.FullLink("item/guid", item.Element("guid")?.Value);
        problems.FullLink("item/link", item.Element("link")?.Value);
        problems.NotBlank("item/title", item.Element("title")?.Value);
        problems.NoHtml("item/title", item.Element("title")?.Value ?? "");
        problems.Require(item.Element(Content + "encoded") is null || item.Element(Content + "encoded")!.ElementsBeforeSelf("description").Any(), "NeedDescriptionBeforeContent", "item");
        problems.Require(item.Element("source") is null || item.Element(DublinCore + "source") is null, "DuplicateItemSemantics", "item/source");
        foreach (var name in (XName[])["description", Content + "encoded"])
            HtmlRules.Check(problems, "item/" + name.LocalName, item.Element(name)?.Value ?? "");
        foreach (var name in (XName[])["category", "source", DublinCore + "rights"])
        {
            foreach (var element in item.Elements(name))
            {
                problems.NotBlank("item/" + name.LocalName, element.Value);
                problems.NoHtml("item/" + name.LocalName, element.Value);
            }
        }

        if (item.Element("pubDate") is { } published)
            problems.Rfc822("item/pubDate", published.Value);
        if (item.Element("source") is { } source)
            problems.FullLink("item/source/@url", source.Attribute("url")?.Value);
        if (item.Element(DublinCore + "language") is { } language)
            problems.Language("item/dc:language", language.Value);
        if (item.Element("enclosure") is { } enclosure)
        {
            problems.HttpUrl("item/enclosure/@url", enclosure.Attribute("url")?.Value);
            problems.MimeType("item/enclosure/@type", enclosure.Attribute("type")?.Value);
            problems.Require(long.TryParse(enclosure.Attribute("length")?.Value, CultureInfo.InvariantCulture, out var length) && length >= 0, "InvalidIntegerAttribute", "item/enclosure/@length");
        }

        MediaRules.Check(problems, item);
    }

    private static void Children(FeedProblems problems, XElement parent, HashSet<XName> allowed)
    {
        foreach (var group in parent.Elements().GroupBy(e => e.Name))
        {
            problems.Require(allowed.Contains(group.Key), "UndefinedElement", parent.Name.LocalName, group.Key.ToString());
            problems.Require(Repeatable.Contains(group.Key) || group.Count() == 1, "DuplicateElement", parent.Name.LocalName, group.Key.ToString());
        }
    }
}

internal static class MediaRules
{
    private static readonly XNamespace Media = "http://search.yahoo.com/mrss/";

    public static void Check(FeedProblems problems, XElement item)
    {
        foreach (var media in item.Elements().Where(e => e.Name.Namespace == Media))
        {
            problems.FullLink("media/@url", media.Attribute("url")?.Value);
            if (media.Attribute("type") is { } type)
                problems.MimeType("media/@type", type.Value);
            foreach (var number in (string[])["fileSize", "duration", "width", "height"])
                problems.Require(media.Attribute(number) is null || (long.TryParse(media.Attribute(number)!.Value, CultureInfo.InvariantCulture, out var n) && n > 0), "InvalidPositiveInteger", "media/@" + number);
            problems.Require(media.Attribute("medium")?.Value is null or "image" or "audio" or "video" or "document", "InvalidMediaMedium", "media/@medium");
        }
    }
}

internal static class LinkRules
{
    private static readonly HashSet<string> Relations =
        ["alternate", "current", "enclosure", "first", "hub", "last", "next", "next-archive", "prev-archive", "previous", "related", "self", "via"];

    public static void Check(FeedProblems problems, IEnumerable<XElement> links, string? address, string mediaType, bool isArchive)
    {
        var all = links.ToArray();
        foreach (var link in all)
        {
            problems.Require(Relations.Contains(link.Attribute("rel")?.Value ?? "alternate"), "UnregisteredAtomLinkRel", "link", link.ToString());
            problems.FullLink("link/@href", link.Attribute("href")?.Value);
            problems.Require(link.IsEmpty || link.Value.Length == 0, "AtomLinkNotEmpty", "link");
            if (link.Attribute("type") is { } type)
                problems.MimeType("link/@type", type.Value);
            if (link.Attribute("title") is { } title)
            {
                problems.NotBlank("link/@title", title.Value);
                problems.NoHtml("link/@title", title.Value);
            }
        }

        if (mediaType.Length == 0)
            return;
        var self = all.Where(l => l.Attribute("rel")?.Value == "self").ToArray();
        problems.Require(self.Length == 1, "MissingSelf", "link");
        problems.Require(address is null || self.All(l => l.Attribute("href")?.Value == address), "SelfDoesntMatchLocation", "link", address ?? "");
        problems.Require(self.All(l => l.Attribute("type")?.Value == mediaType), "SelfNotAtom", "link");
        problems.Require(!isArchive || all.Any(l => l.Attribute("rel")?.Value == "current"), "MissingCurrentInArchive", "link");
    }
}
