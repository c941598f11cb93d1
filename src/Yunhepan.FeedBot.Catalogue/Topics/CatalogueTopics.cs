using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Catalogue.Topics;

/// <summary>Builds the topic tree of the catalogue, which later stages use.</summary>
internal static class CatalogueTopics
{
    public static TopicTree Build(SourceCatalogue catalogue, SourceTitles titles) => new(
        catalogue.Site,
        [
            .. catalogue.Categories.Select(c =>
                Node(TopicKind.Category, c.Id, c.ParentId, c.Name) with { Priority = c.Priority }),
            .. catalogue.Publishers.Select(p =>
                Node(TopicKind.Publisher, p.Id, p.ParentId, p.Name) with { IsVerified = p.Verified }),
            .. catalogue.Regions.Select(r => Node(TopicKind.Region, r.Id, r.ParentId, r.Name)),
            // An unlisted source that nobody follows at the moment is not polled, but can be followed again.
            .. catalogue.Sources.Where(s => s.Enabled || s.IsUnlisted).Select(s =>
                Node(TopicKind.Source, s.Id, null, NameOf(s, titles)) with
                {
                    Url = s.Url, CategoryId = s.CategoryId, PublisherId = s.PublisherId, RegionId = s.RegionId,
                    IsUnlisted = s.IsUnlisted,
                }),
        ])
    {
        // A source without a licence permits everything, whatever applied when its articles were read.
        Licences = catalogue.Sources.ToFrozenDictionary(s => s.Id, s => s.Licence ?? SourceLicence.None),
    };

    private static LocalisedName NameOf(Source source, SourceTitles titles) =>
        !source.IsNamed && titles.Find(source.Id) is { } title ? new LocalisedName(title, title) : source.Name;

    private static TopicNode Node(TopicKind kind, string id, string? parentId, LocalisedName name) =>
        new() { Kind = kind, Id = id, ParentId = parentId, Name = name };
}
