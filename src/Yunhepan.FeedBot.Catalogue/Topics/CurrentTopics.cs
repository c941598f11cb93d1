
namespace Yunhepan.FeedBot.Catalogue.Topics;

/// <summary>Returns the current topic tree, which follows feeds.json and the titles of the sources without a restart.</summary>
public sealed class CurrentTopics
{
    private readonly Func<TopicTree> _tree;

    public CurrentTopics(TopicTree tree) => _tree = () => tree;

    internal CurrentTopics(Func<TopicTree> tree) => _tree = tree;

    public CurrentTopics(CurrentCatalogue catalogue, SourceTitles titles)
    {
        ArgumentNullException.ThrowIfNull(titles);
        // The tree is built once for each version of the file and of the titles; a race may build it twice, which is harmless.
        Built? built = null;
        _tree = () =>
        {
            var (now, version) = (catalogue.Catalogue, titles.Version);
            var last = built;
            if (last is null || !ReferenceEquals(last.Catalogue, now) || last.Titles != version)
                built = last = new Built(now, version, CatalogueTopics.Build(now, titles));
            return last.Tree;
        };
    }

    public TopicTree Tree => _tree();

    private sealed record Built(SourceCatalogue Catalogue, int Titles, TopicTree Tree);
}
