using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot;
using Telegram.Bot.Types;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// Publishes the commands at Telegram, for the menu next to its input field: all of them, and in groups to those who may not set up the
/// bot only what everybody may use.
/// </summary>
internal sealed class TelegramMenu(TelegramConnection connection, IServiceScopeFactory scopes)
{
    private const int MaxDescription = 256;

    /// <summary>
    /// The languages of the profile and the menus; the one without a code is for all users of other languages. Telegram takes codes of
    /// two letters (ISO 639-1), so there is one Chinese menu.
    /// </summary>
    public static IEnumerable<(string? Code, ChatTexts Texts)> Languages =>
        [(null, ChatTexts.En),
            .. ChatTexts.All.Where(texts => texts.Language.Length == 2).Select(texts => ((string?)texts.Language, texts))];

    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var menu = scope.ServiceProvider.GetRequiredService<Conversation>().Menu;
        IChatCommand[] forAnyone = [.. menu.Where(command => command.IsForAnyone)];
        foreach (var (language, texts) in Languages)
        {
            await SetAsync(menu, new BotCommandScopeDefault());
            await SetAsync(menu, new BotCommandScopeAllChatAdministrators());
            await SetAsync(forAnyone, new BotCommandScopeAllGroupChats());

            Task SetAsync(IEnumerable<IChatCommand> commands, BotCommandScope where) => connection.Calls.SetMyCommands(
                commands.Select(command => new BotCommand(command.Name, ChatText.Shorten(command.Describe(texts), MaxDescription))),
                where, language, cancellationToken);
        }
    }
}
