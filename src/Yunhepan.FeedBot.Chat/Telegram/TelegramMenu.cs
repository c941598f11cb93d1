using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot;
using Telegram.Bot.Types;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Publishes the commands at Telegram, for the menu next to its input field.</summary>
internal sealed class TelegramMenu(TelegramConnection connection, IServiceScopeFactory scopes)
{
    private const int MaxDescription = 256;

    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var menu = scope.ServiceProvider.GetRequiredService<Conversation>().Menu;
        // The menu without a language is for all users of other languages.
        foreach (
            var (language, texts) in new[] { (null, ChatTexts.En), (ChatTexts.Chinese, ChatTexts.Zh), (ChatTexts.English, ChatTexts.En) })
        {
            var commands = menu.Select(command => new BotCommand(command.Name, ChatText.Shorten(command.Describe(texts), MaxDescription)));
            await connection.Calls.SetMyCommands(commands, languageCode: language, cancellationToken: cancellationToken);
        }
    }
}
