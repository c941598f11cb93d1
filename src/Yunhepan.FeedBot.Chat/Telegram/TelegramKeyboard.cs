using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Converts buttons to Telegram's form.</summary>
internal static class TelegramKeyboard
{
    private const int MaxButtons = 100;

    /// <summary>Returns null if there are no buttons, which also removes those of an edited message.</summary>
    public static InlineKeyboardMarkup? Render(ChatKeyboard? keyboard)
    {
        var left = MaxButtons;
        List<List<InlineKeyboardButton>> rows = [];
        foreach (var row in keyboard?.Rows ?? [])
        {
            var buttons = row.Take(left).Select(Render).ToList();
            left -= buttons.Count;
            if (buttons.Count > 0)
                rows.Add(buttons);
        }

        return rows.Count == 0 ? null : new InlineKeyboardMarkup(rows);
    }

    /// <summary>
    /// Lets a person pick a channel or a group where both are administrators; if the bot is none yet, Telegram offers to make it one.
    /// </summary>
    public static ReplyKeyboardMarkup Picking((string Channel, string Group) labels) =>
        new([[Pick(labels.Channel, 1, isChannel: true)], [Pick(labels.Group, 2, isChannel: false)]])
        {
            ResizeKeyboard = true, OneTimeKeyboard = true,
        };

    private static KeyboardButton Pick(string label, int requestId, bool isChannel)
    {
        var rights = new ChatAdministratorRights { CanManageChat = true, CanPostMessages = isChannel, CanEditMessages = isChannel };
        return KeyboardButton.WithRequestChat(label, new KeyboardButtonRequestChat(requestId, isChannel)
        {
            UserAdministratorRights = rights, BotAdministratorRights = rights, RequestTitle = true,
        });
    }

    private static InlineKeyboardButton Render(ChatButton button) => button.Url is { } url
        ? InlineKeyboardButton.WithUrl(button.Label, url)
        : InlineKeyboardButton.WithCallbackData(button.Label, button.Action!);
}
