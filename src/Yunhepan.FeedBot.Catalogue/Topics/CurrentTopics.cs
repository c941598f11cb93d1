
namespace Yunhepan.FeedBot.Catalogue.Topics;

/// <summary>Returns the current topic tree, which follows feeds.json and the titles of the sources without a restart.</summary>
public sealed class CurrentTopics
{
    private readonly Func<TopicTree> _tree;
    private readonly Func<DateTimeOffset> _since;

    public CurrentTopics(TopicTree tree) => (_tree, _since) = (() => tree, () => DateTimeOffset.UnixEpoch);

    internal CurrentTopics(Func<TopicTree> tree) => (_tree, _since) = (tree, () => DateTimeOffset.UnixEpoch);

    public CurrentTopics(CurrentCatalogue catalogue, SourceTitles titles, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(titles);
        // The tree is built once for each version of the file and of the titles; a race may build it twice, which is harmless.
        Built? built = null;
        Built Current()
        {
            var (now, version) = (catalogue.Catalogue, titles.Version);
            var last = built;
            if (last is null || !ReferenceEquals(last.Catalogue, now) || last.Titles != version)
                built = last = new Built(now, version, CatalogueTopics.Build(now, titles), time.GetUtcNow());
            return last;
        }

        (_tree, _since) = (() => Current().Tree, () => Current().Since);
    }

    public TopicTree Tree => _tree();

    /// <summary>Since when the tree is what it is, as far as this process knows.</summary>
    public DateTimeOffset Since => _since();

    private sealed record Built(SourceCatalogue Catalogue, int Titles, TopicTree Tree, DateTimeOffset Since);
}
