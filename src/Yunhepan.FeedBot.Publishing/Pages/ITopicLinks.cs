using Yunhepan.FeedBot.Catalogue.Topics;


namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>How a chat platform is told of a topic by a link; supplied by whoever knows its rules.</summary>
public interface ITopicLinks
{
    /// <summary>Where people find the bot; null while there is none.</summary>
    string? BotUrl => null;

    /// <summary>What stands behind <c>?start=</c> in a link to the bot.</summary>
    string StartParameter(TopicKind kind, string id);
}
