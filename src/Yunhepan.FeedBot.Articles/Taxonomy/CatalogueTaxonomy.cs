using System.Collections.Frozen;
using Yunhepan.FeedBot.Articles.Licensing;
using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Articles.Taxonomy;

/// <summary>The catalogue's trees in the one shape that later stages know.</summary>
internal static class CatalogueTaxonomy
{
    public static TaxonomyTree Build(SourceCatalogue catalogue, SourceTitles titles) => new(
        new SiteIdentity(catalogue.Site.Title, catalogue.Site.BaseUrl, catalogue.Site.Language, catalogue.Site.TimeZone, catalogue.Site.Contact),
        [
            .. catalogue.Categories.Select(c =>
                Node(TaxonomyKind.Category, c.Id, c.ParentId, c.Name) with { Priority = (ArticlePriority)c.Priority }),
            .. catalogue.Publishers.Select(p => Node(TaxonomyKind.Publisher, p.Id, p.ParentId, p.Name)),
            .. catalogue.Regions.Select(r => Node(TaxonomyKind.Region, r.Id, r.ParentId, r.Name)),
            .. catalogue.Sources.Where(s => s.Enabled).Select(s =>
                Node(TaxonomyKind.Source, s.Id, null, NameOf(s, titles)) with { Url = s.Url, CategoryId = s.CategoryId, PublisherId = s.PublisherId, RegionId = s.RegionId }),
        ])
    {
        // A source without one lets all be shown, whatever held when its articles were read.
        Licences = catalogue.Sources.ToFrozenDictionary(s => s.Id, s => s.Licence is { } l
            ? new ArticleLicence(l.Text == LicensedText.Excerpt, l.Notice?.Zh, l.Notice?.En, l.Url)
            : new ArticleLicence(false, null, null, null)),
    };

    private static LocalisedName NameOf(Source source, SourceTitles titles) =>
        !source.IsNamed && titles.Find(source.Id) is { } title ? new LocalisedName(title, title) : source.Name;

    private static TaxonomyNode Node(TaxonomyKind kind, string id, string? parentId, LocalisedName name) =>
        new() { Kind = kind, Id = id, ParentId = parentId, NameZh = name.Zh, NameEn = name.En };
}
