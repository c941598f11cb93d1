using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// Publishes what the bot is for, in each language: in a chat that has not begun, and in its profile. Telegram allows few changes, so
/// what is there already is not sent again; and without them the bot works as well.
/// </summary>
internal sealed partial class TelegramProfile(TelegramConnection connection, Topics topics, ILogger<TelegramProfile> logger)
{
    private const int MaxDescription = 512;
    private const int MaxAbout = 120;

    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        var calls = connection.Calls;
        try
        {
            foreach (var (language, texts) in TelegramMenu.Languages)
            {
                var site = topics.SiteTitle.For(texts.Language);
                var description = ChatText.Shorten(texts.Places.BotDescription(site), MaxDescription);
                if ((await calls.GetMyDescription(language, cancellationToken)).Description != description)
                    await calls.SetMyDescription(description, language, cancellationToken);
                var about = ChatText.Shorten(texts.Places.BotAbout(site), MaxAbout);
                if ((await calls.GetMyShortDescription(language, cancellationToken)).ShortDescription != about)
                    await calls.SetMyShortDescription(about, language, cancellationToken);
            }
        }
        catch (RequestException e)
        {
            LogNotPublished(connection.Token.BotId, connection.Token.Hide(e.Message));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram does not take the description of bot {BotId}: {Reason}")]
    private partial void LogNotPublished(string botId, string reason);
}
