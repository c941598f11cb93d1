using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Publishing.Pages;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>The pages know topics by their trees, the bot by its own names for them.</summary>
internal sealed class ChatTopicLinks(TelegramStatus telegram) : ITopicLinks
{
    /// <summary>By the name that Telegram knows the bot by.</summary>
    public string? BotUrl => telegram.Username is { Length: > 0 } name ? $"https://t.me/{name}" : null;

    public string StartParameter(TopicKind kind, string id) => TopicStart.Format(new TopicKey(kind, id));
}
