using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml;
using Yunhepan.FeedBot.Publishing.Text;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>Writes RSS 2.0 exactly as its profile requires: https://www.rssboard.org/rss-profile.</summary>
internal sealed class RssFormat : FeedFormat
{
    public override string Extension => "rss";

    public override string Name => "RSS";

    public override string MediaType => "application/rss+xml";

    // RSS cannot express a retraction.
    public override bool HasRetractions => false;

    public override bool HasDeltas => true;

    public override byte[] Write(FeedDocument document)
    {
        using var bytes = new MemoryStream();
        using (var writer = new FeedXmlWriter(bytes))
        {
            writer.WriteStartDocument();
            // As Atom extensions it would write a10: prefixes and elements that RSS validators reject.
            new Rss20FeedFormatter(new RssChannel(document), serializeExtensionsAsAtom: false).WriteTo(writer);
        }

        return bytes.ToArray();
    }

    private sealed class RssChannel : SyndicationFeed
    {
        private readonly FeedDocument _document;

        public RssChannel(FeedDocument document)
        {
            _document = document;
            Title = new TextSyndicationContent(document.Title);
            Description = new TextSyndicationContent(document.Description);
            Language = document.Language;
            Copyright = document.Rights is { } rights ? new TextSyndicationContent(rights) : null;
            LastUpdatedTime = document.ChangedAt ?? FeedXml.Beginning;
            Generator = "Yunhepan.FeedBot";
            TimeToLive = TimeSpan.FromMinutes(document.TimeToLiveMinutes);
            Documentation = SyndicationLink.CreateAlternateLink(new Uri("https://www.rssboard.org/rss-specification"));
            Links.Add(SyndicationLink.CreateAlternateLink(new Uri(document.HomeUrl)));
            Items = document.Items.Select(i => new RssItem(i, document.Language));
            foreach (var (prefix, name) in (ReadOnlySpan<(string, string)>)
                [("atom", FeedXml.Atom), ("content", FeedXml.Content), ("dc", FeedXml.DublinCore), ("media", FeedXml.Media)])
                AttributeExtensions.Add(new XmlQualifiedName(prefix, FeedXml.Xmlns), name);
            if (document.IsArchive)
                AttributeExtensions.Add(new XmlQualifiedName("fh", FeedXml.Xmlns), FeedXml.History);
        }

        protected override void WriteElementExtensions(XmlWriter writer, string version)
        {
            writer.WriteStartElement("atom", "link", FeedXml.Atom);
            writer.WriteAttributeString("href", _document.SelfUrl);
            writer.WriteAttributeString("rel", "self");
            writer.WriteAttributeString("type", Rss.MediaType);
            writer.WriteEndElement();
            FeedXml.WriteLinks(writer, "atom", _document);
        }
    }

    private sealed class RssItem : SyndicationItem
    {
        private readonly FeedItem _item;
        private readonly string _feedLanguage;

        public RssItem(FeedItem item, string feedLanguage)
        {
            _item = item;
            _feedLanguage = feedLanguage;
            Id = FeedXml.Urn(item.Id);
            Title = new TextSyndicationContent(item.Title);
            // Readers without content:encoded still show something; here the text becomes HTML.
            Summary = new TextSyndicationContent(System.Net.WebUtility.HtmlEncode(item.Summary ?? item.Title));
            Links.Add(SyndicationLink.CreateAlternateLink(new Uri(item.Url)));
            if (item.Published is { } published)
                PublishDate = published;
            foreach (var name in item.Categories.Select(c => c.Name).Concat(item.Tags).Distinct(StringComparer.Ordinal))
                Categories.Add(new SyndicationCategory(name));
        }

        protected override void WriteElementExtensions(XmlWriter writer, string version)
        {
            writer.WriteStartElement("content", "encoded", FeedXml.Content);
            FeedXml.WriteCData(writer, _item.ContentHtml);
            writer.WriteEndElement();
            foreach (var author in _item.Credits)
                writer.WriteElementString("dc", "creator", FeedXml.DublinCore, author);
            if (_item.Language is { } language && language != _feedLanguage)
                writer.WriteElementString("dc", "language", FeedXml.DublinCore, language);
            if (_item.Rights is { } rights)
                writer.WriteElementString("dc", "rights", FeedXml.DublinCore, rights);
            WriteEnclosure(writer);
            WriteSource(writer);
            FeedXml.WriteMedia(writer, _item);
        }

        // The profile allows only one; the others become media:content. The formatter would omit a length of 0, which means that
        // the length is unknown.
        private void WriteEnclosure(XmlWriter writer)
        {
            if (_item.Attachments.FirstOrDefault(a => HttpAddress.IsPlain(a.Url)) is not { } attachment)
                return;
            writer.WriteStartElement("enclosure");
            writer.WriteAttributeString("url", attachment.Url);
            writer.WriteAttributeString("length", (attachment.SizeInBytes ?? 0).ToString(CultureInfo.InvariantCulture));
            writer.WriteAttributeString("type", attachment.MimeType);
            writer.WriteEndElement();
        }

        // RSS allows a source only with an address; together with that of Dublin Core there would be two.
        private void WriteSource(XmlWriter writer)
        {
            var (name, url) = _item.OriginName is { } origin && _item.OriginUrl is not null
                ? (origin, _item.OriginUrl)
                : (_item.Source.Name, _item.Source.Url);
            if (url is null)
            {
                writer.WriteElementString("dc", "source", FeedXml.DublinCore, _item.SourceName);
                return;
            }

            writer.WriteStartElement("source");
            writer.WriteAttributeString("url", url);
            writer.WriteString(name);
            writer.WriteEndElement();
        }
    }
}
