using System.Xml.Linq;

namespace Yunhepan.FeedBot.Tests.Publishing.Checking;

/// <summary>The rules of RFC 4287.</summary>
internal static class AtomRules
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Media = "http://search.yahoo.com/mrss/";
    private static readonly XNamespace History = "http://purl.org/syndication/history/1.0";

    private static readonly HashSet<XName> OfFeed =
    [
        Atom + "title", Atom + "subtitle", Atom + "rights", Atom + "id", Atom + "updated", Atom + "author", Atom + "generator", Atom + "link", Atom + "entry",
        History + "archive", XName.Get("deleted-entry", "http://purl.org/atompub/tombstones/1.0"),
    ];

    private static readonly HashSet<XName> OfEntry =
    [
        Atom + "id", Atom + "title", Atom + "summary", Atom + "published", Atom + "updated", Atom + "author", Atom + "contributor", Atom + "link",
        Atom + "category", Atom + "content", Atom + "source", Atom + "rights", Media + "content", Media + "thumbnail",
    ];

    private static readonly HashSet<XName> Repeatable =
    [
        Atom + "author", Atom + "contributor", Atom + "link", Atom + "category", Atom + "entry", Media + "content", Media + "thumbnail",
        XName.Get("deleted-entry", "http://purl.org/atompub/tombstones/1.0"),
    ];

    public static void Check(FeedProblems problems, XElement feed, string? address)
    {
        problems.Require(feed.Name == Atom + "feed", "UndefinedElement", "feed");
        problems.Require(feed.DescendantsAndSelf().Attributes().All(a => !a.IsNamespaceDeclaration || a.Value != Atom || a.Name.LocalName == "xmlns"), "AvoidNamespacePrefix", "feed");
        Children(problems, feed, OfFeed);
        Common(problems, feed, "feed");
        problems.Language("feed/@xml:lang", feed.Attribute(XNamespace.Xml + "lang")?.Value);
        LinkRules.Check(problems, feed.Elements(Atom + "link"), address, "application/atom+xml", feed.Element(History + "archive") is not null);
        Persons(problems, feed);

        var entries = feed.Elements(Atom + "entry").ToArray();
        foreach (var entry in entries)
            Entry(problems, entry, feed.Elements(Atom + "author").Any());
        foreach (var (name, fault) in (ReadOnlySpan<(string, string)>)[("id", "DuplicateEntries"), ("updated", "DuplicateUpdated")])
        {
            var values = entries.Select(e => e.Element(Atom + name)?.Value).ToArray();
            problems.Require(values.Distinct(StringComparer.Ordinal).Count() == values.Length, fault, "entry/" + name);
        }

        foreach (var deleted in feed.Elements(XName.Get("deleted-entry", "http://purl.org/atompub/tombstones/1.0")))
        {
            problems.FullLink("deleted-entry/@ref", deleted.Attribute("ref")?.Value);
            problems.Rfc3339("deleted-entry/@when", deleted.Attribute("when")?.Value);
        }
    }

    private static void Entry(FeedProblems problems, XElement entry, bool feedHasAuthor)
    {
        Children(problems, entry, OfEntry);
        Common(problems, entry, "entry");
        Persons(problems, entry);
        problems.Require(feedHasAuthor || entry.Elements(Atom + "author").Any(), "MissingAuthor", "entry");
        LinkRules.Check(problems, entry.Elements(Atom + "link"), null, "", isArchive: false);
        problems.Require(entry.Elements(Atom + "link").Count(l => (l.Attribute("rel")?.Value ?? "alternate") == "alternate") <= 1, "DuplicateAtomLink", "entry");
        problems.Require(entry.Element(Atom + "content") is not null, "MissingContentOrAlternate", "entry");
        if (entry.Element(Atom + "published") is { } published)
            problems.Rfc3339("entry/published", published.Value);
        if (entry.Attribute(XNamespace.Xml + "lang") is { } language)
            problems.Language("entry/@xml:lang", language.Value);
        foreach (var category in entry.Elements(Atom + "category"))
        {
            problems.NotBlank("category/@term", category.Attribute("term")?.Value);
            problems.NoHtml("category/@label", category.Attribute("label")?.Value ?? "");
            if (category.Attribute("scheme") is { } scheme)
                problems.FullLink("category/@scheme", scheme.Value);
        }

        if (entry.Element(Atom + "source") is { } source)
            Common(problems, source, "source");
        MediaRules.Check(problems, entry);
    }

    private static void Common(FeedProblems problems, XElement parent, string where)
    {
        problems.Require(parent.Element(Atom + "title") is not null, "MissingElement title", where);
        problems.FullLink(where + "/id", parent.Element(Atom + "id")?.Value);
        problems.Rfc3339(where + "/updated", parent.Element(Atom + "updated")?.Value);
        foreach (var text in (string[])["title", "subtitle", "summary", "rights", "content"])
        {
            if (parent.Element(Atom + text) is not { } element)
                continue;
            problems.NotBlank($"{where}/{text}", element.Value);
            if (element.Attribute("type")?.Value == "html")
                HtmlRules.Check(problems, $"{where}/{text}", element.Value);
            else
                problems.NoHtml($"{where}/{text}", element.Value);
        }
    }

    private static void Persons(FeedProblems problems, XElement parent)
    {
        foreach (var person in parent.Elements(Atom + "author").Concat(parent.Elements(Atom + "contributor")))
        {
            var name = person.Element(Atom + "name")?.Value ?? "";
            problems.NotBlank("name", name);
            problems.NoHtml("name", name);
            problems.Require(!(name.Contains('<', StringComparison.Ordinal) && name.Contains('@', StringComparison.Ordinal)), "ContainsEmail", "name", name);
            if (person.Element(Atom + "uri") is { } uri)
                problems.FullLink("uri", uri.Value);
        }
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
