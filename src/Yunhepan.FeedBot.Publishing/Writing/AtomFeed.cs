using System.ServiceModel.Syndication;
using System.Xml;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>A feed for the Atom formatter, with its links and tombstones.</summary>
internal sealed class AtomFeed : SyndicationFeed
{
    private readonly FeedDocument _document;

    public AtomFeed(FeedDocument document)
    {
        _document = document;
        Id = FeedXml.Urn(document.Id);
        Title = new TextSyndicationContent(document.Title);
        Description = new TextSyndicationContent(document.Description);
        Copyright = document.Rights is { } rights ? new TextSyndicationContent(rights) : null;
        LastUpdatedTime = document.ChangedAt ?? FeedXml.Beginning;
        Generator = "Yunhepan.FeedBot";
        Language = document.Language;
        Items = document.Items.Select(i => new AtomEntry(i, document));
        AttributeExtensions.Add(new XmlQualifiedName("media", FeedXml.Xmlns), FeedXml.Media);
        if (document.IsArchive)
            AttributeExtensions.Add(new XmlQualifiedName("fh", FeedXml.Xmlns), FeedXml.History);
        if (document.Retracted.Count > 0)
            AttributeExtensions.Add(new XmlQualifiedName("at", FeedXml.Xmlns), FeedXml.Tombstones);
        Authors.Add(new SyndicationPerson { Name = document.SiteTitle, Uri = document.BaseUrl + "/" });
        Links.Add(SyndicationLink.CreateSelfLink(new Uri(document.SelfUrl), FeedFormat.Atom.MediaType));
        Links.Add(SyndicationLink.CreateAlternateLink(new Uri(document.HomeUrl), "text/html"));
    }

    protected override void WriteElementExtensions(XmlWriter writer, string version)
    {
        FeedXml.WriteLinks(writer, "", _document);
        // By RFC 6721, readers that keep entries delete these.
        foreach (var item in _document.Retracted)
        {
            writer.WriteStartElement("at", "deleted-entry", FeedXml.Tombstones);
            writer.WriteAttributeString("ref", FeedXml.Urn(item.Id));
            writer.WriteAttributeString("when", FeedXml.Time(item.At));
            if (item.Reason is { } reason)
                writer.WriteElementString("at", "comment", FeedXml.Tombstones, reason);
            writer.WriteEndElement();
        }
    }
}
