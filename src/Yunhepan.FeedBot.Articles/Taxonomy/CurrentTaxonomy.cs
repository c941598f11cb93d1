using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Articles.Taxonomy;

/// <summary>The tree as it is now: it follows feeds.json, and what sources call themselves, without a restart.</summary>
public sealed class CurrentTaxonomy
{
    private readonly Func<TaxonomyTree> _tree;

    public CurrentTaxonomy(TaxonomyTree tree) => _tree = () => tree;

    internal CurrentTaxonomy(Func<TaxonomyTree> tree) => _tree = tree;

    public CurrentTaxonomy(CurrentCatalogue catalogue, SourceTitles titles)
    {
        ArgumentNullException.ThrowIfNull(titles);
        // Built once for each version of the file and of the titles; a race builds it twice, which harms nobody.
        Built? built = null;
        _tree = () =>
        {
            var (now, version) = (catalogue.Catalogue, titles.Version);
            var last = built;
            if (last is null || !ReferenceEquals(last.Catalogue, now) || last.Titles != version)
                built = last = new Built(now, version, CatalogueTaxonomy.Build(now, titles));
            return last.Tree;
        };
    }

    public TaxonomyTree Tree => _tree();

    private sealed record Built(SourceCatalogue Catalogue, int Titles, TaxonomyTree Tree);
}
