using System.ServiceModel.Syndication;
using System.Xml;
using Yunhepan.FeedBot.Articles.Identity;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>An entry for the Atom formatter.</summary>
internal sealed class AtomEntry : SyndicationItem
{
    private readonly FeedItem _item;
    private readonly string? _language;

    public AtomEntry(FeedItem item, FeedDocument document)
    {
        _item = item;
        Id = FeedXml.Urn(item.Id);
        Title = new TextSyndicationContent(item.Title);
        Summary = item.Summary is { } summary ? new TextSyndicationContent(summary) : null;
        Content = new TextSyndicationContent(item.ContentHtml, TextSyndicationContentKind.Html);
        LastUpdatedTime = item.Updated;
        if (item.Published is { } published)
            PublishDate = published;
        if (item.Rights is { } rights)
            Copyright = new TextSyndicationContent(rights);
        _language = item.Language is { } language && language != document.Language ? language : null;
        AddPeople(item);
        AddLinks(item);
        foreach (var category in item.Categories)
            Categories.Add(new SyndicationCategory(category.Id, document.BaseUrl + "/category/", category.Name));
        foreach (var tag in item.Tags)
            Categories.Add(new SyndicationCategory(tag));
        SourceFeed = Origin(item);
    }

    // The formatter calls this at the start of each entry, before its times are written.
    protected override void WriteAttributeExtensions(XmlWriter writer, string version)
    {
        if (writer is FeedXmlWriter exact)
            exact.Updated = FeedXml.Time(_item.Updated);
        // The writer would invent a prefix for an attribute extension.
        if (_language is not null)
            writer.WriteAttributeString("xml", "lang", null, _language);
        base.WriteAttributeExtensions(writer, version);
    }

    protected override void WriteElementExtensions(XmlWriter writer, string version) => FeedXml.WriteMedia(writer, _item);

    private void AddPeople(FeedItem item)
    {
        foreach (var name in item.Credits)
            Authors.Add(new SyndicationPerson { Name = name });
        // The source that passed the article on is a contributor.
        if (item.OriginName is not null && item.OriginName != item.Source.Name)
            Contributors.Add(new SyndicationPerson { Name = item.Source.Name, Uri = item.Source.Url });
    }

    private void AddLinks(FeedItem item)
    {
        Links.Add(SyndicationLink.CreateAlternateLink(new Uri(item.Url), "text/html"));
        if (item.OriginalUrl is { } original && original != item.Url)
            Links.Add(new SyndicationLink(new Uri(original), "via", title: null, "text/html", 0));
        foreach (var member in item.AlsoAt.Where(t => t.Url != item.Url && t.Url != item.OriginalUrl))
            Links.Add(new SyndicationLink(new Uri(member.Url), "related", member.Name, "text/html", 0));
        if (item.Licence?.Url is { } licence)
            Links.Add(new SyndicationLink(new Uri(licence), "license", item.Licence.Notice, "text/html", 0));
        foreach (var a in item.Attachments)
            Links.Add(new SyndicationLink(new Uri(a.Url), "enclosure", a.Title, a.MimeType, a.SizeInBytes ?? 0));
    }

    private static SyndicationFeed? Origin(FeedItem item)
    {
        if ((item.OriginName is null ? item.Source.Url : item.OriginUrl ?? item.Source.Url) is not { } url)
            return null;
        var origin = new SyndicationFeed
        {
            // The id of the origin's feed is rarely known; an id of our own for its address is permanent too.
            Id = FeedXml.Urn(ArticleIdentity.PublicId("origin", url)),
            Title = new TextSyndicationContent(item.SourceName),
            LastUpdatedTime = item.Updated,
        };
        origin.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(url)));
        return origin;
    }
}
