using System.Xml;
using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Cli;

/// <param name="Url">Address of the feed or page.</param>
/// <param name="Title">As people see it.</param>
/// <param name="Group">Title of the outline around it.</param>
internal sealed record OpmlEntry(string Url, string? Title, string? Group);

/// <summary>OPML 2.0 (http://opml.org/spec2.opml), as far as subscription lists go.</summary>
internal static class Opml
{
    private const int MostEntries = 20_000;

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

    /// <exception cref="XmlException">Not well-formed, with line and column.</exception>
    /// <exception cref="FormatException">Well-formed, but no OPML.</exception>
    public static List<OpmlEntry> Read(Stream stream)
    {
        using var xml = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersInDocument = 50_000_000,
        });
        if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "opml")
            throw new FormatException("the root element is not <opml>");

        List<OpmlEntry> entries = [];
        Stack<(int Depth, string? Title)> groups = new();
        while (xml.Read() && entries.Count < MostEntries)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "outline")
                continue;
            while (groups.TryPeek(out var group) && group.Depth >= xml.Depth)
                groups.Pop();
            var title = xml.GetAttribute("title") ?? xml.GetAttribute("text");
            if (xml.GetAttribute("xmlUrl") is { Length: > 0 } url)
                entries.Add(new OpmlEntry(url.Trim(), title, groups.TryPeek(out var around) ? around.Title : null));
            else
                groups.Push((xml.Depth, title));
        }

        return entries;
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
