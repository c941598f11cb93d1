using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Writes what stands behind <c>?start=</c> in a link to the bot, so that the topic is followed at once.</summary>
public static class TopicStart
{
    public static string Format(TopicKey topic) => TopicToken.Format(topic);
}
