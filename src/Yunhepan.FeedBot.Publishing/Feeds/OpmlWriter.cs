using System.Globalization;
using System.Xml;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Text;
using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>Writes all feeds as a subscription list: OPML 2.0, http://opml.org/spec2.opml.</summary>
internal static class OpmlWriter
{
    public const string MediaType = "text/x-opml";

    /// <param name="createdAt">When the list last changed.</param>
    public static byte[] Write(TopicTree tree, string baseUrl, DateTimeOffset createdAt)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = FeedXml.Utf8, Indent = true }))
        {
            var language = tree.Site.Language;
            xml.WriteStartElement("opml");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteStartElement("head");
            var site = LegalText.Label(tree.Site.Title.For(language));
            xml.WriteElementString("title", site);
            xml.WriteElementString("dateCreated", createdAt.ToString("r", CultureInfo.InvariantCulture));
            xml.WriteElementString("docs", "http://opml.org/spec2.opml");
            xml.WriteEndElement();
            xml.WriteStartElement("body");
            WriteFeed(xml, FeedTopic.All, site, baseUrl, language);
            string Say(string zh, string en, string ja, string es) => OwnText.Choose(language, zh, en, ja, es);
            foreach (var (kind, name) in (ReadOnlySpan<(TopicKind, string)>)
                [(TopicKind.Category, Say("分类", "Categories", "カテゴリー", "Categorías")),
                    (TopicKind.Source, Say("来源", "Sources", "配信元", "Fuentes")),
                    (TopicKind.Publisher, Say("发布方", "Publishers", "発行元", "Entidades")),
                    (TopicKind.Region, Say("地区", "Regions", "地域", "Regiones"))])
                WriteGroup(xml, tree, kind, name, baseUrl);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        // A text file ends with a line break.
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void WriteGroup(XmlWriter xml, TopicTree tree, TopicKind kind, string name, string baseUrl)
    {
        if (!tree.NodesOf(kind).Any())
            return;
        xml.WriteStartElement("outline");
        xml.WriteAttributeString("text", name);
        foreach (var node in tree.NodesOf(kind))
            WriteFeed(
                xml, FeedTopic.For(node), LegalText.Label(node.Name.For(tree.Site.Language)), baseUrl, tree.Site.Language,
                PathOf(tree, node));
        xml.WriteEndElement();
    }

    private static void WriteFeed(XmlWriter xml, FeedTopic topic, string name, string baseUrl, string language, string? category = null)
    {
        xml.WriteStartElement("outline");
        xml.WriteAttributeString("type", "rss");
        xml.WriteAttributeString("text", name);
        xml.WriteAttributeString("title", name);
        xml.WriteAttributeString("xmlUrl", baseUrl + topic.FeedPath(FeedFormat.Rss));
        xml.WriteAttributeString("htmlUrl", baseUrl + topic.PagePath);
        xml.WriteAttributeString("version", "RSS2");
        if (LanguageTag.OrNull(language) is { } tag)
            xml.WriteAttributeString("language", tag);
        if (category is not null)
            xml.WriteAttributeString("category", category);
        xml.WriteEndElement();
    }

    // OPML writes categories slash-delimited from the root. A comma would begin another one.
    private static string PathOf(TopicTree tree, TopicNode node) =>
        "/" + string.Join('/', tree.SelfAndAncestors(node.Kind, node.Id).Reverse()
        .Select(n => LegalText.Label(n.Name.For(tree.Site.Language)).Replace('/', '∕').Replace(',', '，')));
}
