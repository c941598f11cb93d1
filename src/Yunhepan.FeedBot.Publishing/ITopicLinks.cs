using Yunhepan.FeedBot.Articles.Taxonomy;

namespace Yunhepan.FeedBot.Publishing;

/// <summary>How a chat platform is told of a topic by a link; supplied by whoever knows its rules.</summary>
public interface ITopicLinks
{
    /// <summary>What stands behind <c>?start=</c> in a link to the bot.</summary>
    string StartParameter(TaxonomyKind kind, string id);
}
