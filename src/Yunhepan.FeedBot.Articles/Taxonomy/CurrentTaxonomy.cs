using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Articles.Taxonomy;

/// <summary>The tree as it is now: it follows feeds.json without a restart.</summary>
public sealed class CurrentTaxonomy
{
    private readonly Func<TaxonomyTree> _tree;

    public CurrentTaxonomy(TaxonomyTree tree) => _tree = () => tree;

    internal CurrentTaxonomy(Func<TaxonomyTree> tree) => _tree = tree;

    public CurrentTaxonomy(CurrentCatalogue catalogue)
    {
        // Built once for each version of the file; a race builds it twice, which harms nobody.
        Built? built = null;
        _tree = () =>
        {
            var now = catalogue.Catalogue;
            var last = built;
            if (last is null || !ReferenceEquals(last.Catalogue, now))
                built = last = new Built(now, CatalogueTaxonomy.Build(now));
            return last.Tree;
        };
    }

    public TaxonomyTree Tree => _tree();

    private sealed record Built(SourceCatalogue Catalogue, TaxonomyTree Tree);
}
