
namespace Yunhepan.FeedBot.Catalogue.Topics;

/// <summary>Returns the current catalogue.</summary>
public sealed class CurrentCatalogue(Func<SourceCatalogue> current)
{
    public SourceCatalogue Catalogue => current();
}
