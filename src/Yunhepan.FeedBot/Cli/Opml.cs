using System.Globalization;
using System.Xml;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Publishing.Feeds;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Writes subscription lists as OPML 2.0 (http://opml.org/spec2.opml); <c>OpmlReader</c> reads them.</summary>
internal static class Opml
{
    /// <param name="xml">Where it is written.</param>
    /// <param name="catalogue">What feeds.json says.</param>
    /// <param name="nameOf">The name of a source: its own, or what it calls itself.</param>
    /// <param name="kinds">What the documents of sources proved to be, where the service has read them.</param>
    /// <param name="now">When it is written.</param>
    public static void Write(
        XmlWriter xml, SourceCatalogue catalogue, Func<Source, LocalisedName> nameOf, IReadOnlyDictionary<string, SourceKind> kinds,
        DateTimeOffset now)
    {
        var language = catalogue.Site.Language;
        xml.WriteStartDocument();
        xml.WriteStartElement("opml");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteStartElement("head");
        xml.WriteElementString("title", catalogue.Site.Title.For(language));
        xml.WriteElementString("dateCreated", now.ToString("r", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteStartElement("body");
        foreach (var group in catalogue.Sources.GroupBy(s => s.CategoryId))
        {
            var category = catalogue.Categories.FirstOrDefault(c => c.Id == group.Key);
            if (category is not null)
            {
                xml.WriteStartElement("outline");
                xml.WriteAttributeString("text", category.Name.For(language));
            }

            foreach (var source in group)
            {
                var kind = source.Kind == SourceKind.Auto ? kinds.GetValueOrDefault(source.Id) : source.Kind;
                WriteSource(xml, source, kind, nameOf(source).For(language), catalogue.Site);
            }

            if (category is not null)
                xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    /// <summary>
    /// A source that is no feed is exported as the feed that this service publishes of it, with the page as its home: that is what a reader
    /// can follow. Without a public address of ours it is a link, which readers do not take for a feed.
    /// </summary>
    private static void WriteSource(XmlWriter xml, Source source, SourceKind kind, string name, Site site)
    {
        var isFeed = kind is SourceKind.Feed or SourceKind.Auto;
        xml.WriteStartElement("outline");
        xml.WriteAttributeString("type", isFeed || site.BaseUrl is not null ? "rss" : "link");
        xml.WriteAttributeString("text", name);
        xml.WriteAttributeString("title", name);
        if (isFeed)
        {
            xml.WriteAttributeString("xmlUrl", source.Url);
        }
        else if (site.BaseUrl is { } ours)
        {
            xml.WriteAttributeString("xmlUrl", ours + PublishedFeeds.OfSource(source.Id));
            xml.WriteAttributeString("htmlUrl", source.Url);
        }
        else
        {
            xml.WriteAttributeString("url", source.Url);
        }

        if (source.Licence is { } licence)
        {
            xml.WriteAttributeString("licence", licence.Text == LicensedText.Excerpt ? "excerpt" : "full");
            if (licence.Notice is { } notice)
                xml.WriteAttributeString("licenceNotice", notice.For(site.Language));
            if (licence.Url is { } url)
                xml.WriteAttributeString("licenceUrl", url);
        }

        xml.WriteEndElement();
    }
}
