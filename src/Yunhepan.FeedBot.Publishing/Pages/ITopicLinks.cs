using Yunhepan.FeedBot.Catalogue.Topics;


namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>
/// Builds links that open a chat platform with a topic; the part that knows the platform's rules implements it.
/// </summary>
public interface ITopicLinks
{
    /// <summary>The address of the bot; null while there is none.</summary>
    string? BotUrl => null;

    /// <summary>Returns the value of <c>?start=</c> in a link to the bot.</summary>
    string StartParameter(TopicKind kind, string id);

    /// <summary>Returns the value of <c>?start=</c> in a link that shows what is found for words; null if they are too long.</summary>
    string? WordParameter(string words) => null;
}
