using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Returns the value of <c>?start=</c> in a link to the bot that follows the topic at once.</summary>
public static class TopicStart
{
    public static string Format(TopicKey topic) => TopicToken.Format(topic);
}
