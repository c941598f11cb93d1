using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot;
using Telegram.Bot.Types;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Tells Telegram the commands, for the menu beside its input field.</summary>
internal sealed class TelegramMenu(TelegramConnection connection, IServiceScopeFactory scopes)
{
    private const int MaxDescription = 256;

    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var menu = scope.ServiceProvider.GetRequiredService<Conversation>().Menu;
        // The one without a language is for everybody whose language is none of ours.
        foreach (
            var (language, texts) in new[] { (null, ChatTexts.En), (ChatTexts.Chinese, ChatTexts.Zh), (ChatTexts.English, ChatTexts.En) })
        {
            var commands = menu.Select(command => new BotCommand(command.Name, ChatText.Shorten(command.Describe(texts), MaxDescription)));
            await connection.Calls.SetMyCommands(commands, languageCode: language, cancellationToken: cancellationToken);
        }
    }
}
