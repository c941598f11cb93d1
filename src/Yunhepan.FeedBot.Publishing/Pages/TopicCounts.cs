using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Taxonomy;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>How many articles each category and source holds: counted once for each state of the store.</summary>
internal sealed class TopicCounts
{
    private volatile Counted? _last;

    public async Task<IReadOnlyDictionary<FeedTopic, int>> GetAsync(ArticleReader articles, TaxonomyTree tree, CancellationToken cancellationToken)
    {
        var mark = await articles.MarkAsync(ArticleFilter.All, cancellationToken);
        if (_last is { } last && last.Revision == mark.Revision && ReferenceEquals(last.Tree, tree))
            return last.Counts;
        var counts = new Dictionary<FeedTopic, int> { [FeedTopic.All] = await articles.CountAsync(ArticleFilter.All, cancellationToken) };
        foreach (var node in tree.Nodes.Where(n => n.Kind is TaxonomyKind.Category or TaxonomyKind.Source))
            counts[FeedTopic.Of(node)] = await articles.CountAsync(FeedTopic.Of(node).Filter, cancellationToken);
        _last = new Counted(mark.Revision, tree, counts);
        return counts;
    }

    private sealed record Counted(long Revision, TaxonomyTree Tree, IReadOnlyDictionary<FeedTopic, int> Counts);
}
