using System.Xml;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Writes subscription lists as OPML 2.0 (http://opml.org/spec2.opml); <c>OpmlReader</c> reads them.</summary>
internal static class Opml
{
    public static void Write(XmlWriter xml, SourceCatalogue catalogue)
    {
        xml.WriteStartDocument();
        xml.WriteStartElement("opml");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteStartElement("head");
        xml.WriteElementString("title", catalogue.Site.Title);
        xml.WriteEndElement();
        xml.WriteStartElement("body");
        foreach (var group in catalogue.Sources.GroupBy(s => s.CategoryId))
        {
            var category = catalogue.Categories.FirstOrDefault(c => c.Id == group.Key);
            if (category is not null)
            {
                xml.WriteStartElement("outline");
                xml.WriteAttributeString("text", category.Name.For(catalogue.Site.Language));
            }

            foreach (var source in group)
                WriteSource(xml, source, catalogue.Site.Language);
            if (category is not null)
                xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteSource(XmlWriter xml, Source source, string language)
    {
        xml.WriteStartElement("outline");
        xml.WriteAttributeString("type", "rss");
        xml.WriteAttributeString("text", source.Name.For(language));
        xml.WriteAttributeString("xmlUrl", source.Url);
        if (source.Licence is { } licence)
        {
            xml.WriteAttributeString("licence", licence.Text == LicensedText.Excerpt ? "excerpt" : "full");
            if (licence.Notice is { } notice)
                xml.WriteAttributeString("licenceNotice", notice.For(language));
            if (licence.Url is { } url)
                xml.WriteAttributeString("licenceUrl", url);
        }

        xml.WriteEndElement();
    }
}
