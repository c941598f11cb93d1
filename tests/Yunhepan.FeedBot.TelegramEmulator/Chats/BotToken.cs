using System.Globalization;

namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>The form of a bot token: the bot's id, a colon, a secret.</summary>
internal static class BotToken
{
    public static bool TryReadId(string token, out long id)
    {
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        id = 0;
        return colon is > 0 and <= 16
            && colon + 1 < token.Length
            && long.TryParse(token.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }
}
