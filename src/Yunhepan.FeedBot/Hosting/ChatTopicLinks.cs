using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Publishing.Pages;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>Builds links for the pages that open the bot with a topic.</summary>
internal sealed class ChatTopicLinks(TelegramStatus telegram) : ITopicLinks
{
    /// <summary>The address of the bot, from its name at Telegram; null before the name is known.</summary>
    public string? BotUrl => telegram.Username is { Length: > 0 } name ? $"https://t.me/{name}" : null;

    public string StartParameter(TopicKind kind, string id) => TopicStart.Format(new TopicKey(kind, id));

    public string? WordParameter(string words) => TopicStart.FormatWord(words);
}
