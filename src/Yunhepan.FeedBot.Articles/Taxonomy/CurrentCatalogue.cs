using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Articles.Taxonomy;

/// <summary>feeds.json as it is now.</summary>
public sealed class CurrentCatalogue(Func<SourceCatalogue> current)
{
    public SourceCatalogue Catalogue => current();
}
