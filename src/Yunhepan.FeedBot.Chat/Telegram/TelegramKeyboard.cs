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

    private static InlineKeyboardButton Render(ChatButton button) => button.Url is { } url
        ? InlineKeyboardButton.WithUrl(button.Label, url)
        : InlineKeyboardButton.WithCallbackData(button.Label, button.Action!);
}
