
namespace Yunhepan.FeedBot.Catalogue.Topics;

/// <summary>feeds.json as it is now.</summary>
public sealed class CurrentCatalogue(Func<SourceCatalogue> current)
{
    public SourceCatalogue Catalogue => current();
}
