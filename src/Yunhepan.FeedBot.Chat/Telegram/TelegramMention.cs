namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Removes the bot's name from commands in groups: <c>/follow@our_bot 教育</c>.</summary>
internal static class TelegramMention
{
    /// <summary>Returns the text without our name; null if it addresses another bot.</summary>
    public static string? WithoutOurs(string text, string? username)
    {
        // Chinese keyboards produce a full-width slash.
        if (!text.StartsWith('/') && !text.StartsWith('／'))
            return text;
        var end = text.AsSpan().IndexOfAny(" \t\r\n\u3000");
        var command = end < 0 ? text : text[..end];
        var at = command.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
            return text;
        return string.Equals(command[(at + 1)..], username, StringComparison.OrdinalIgnoreCase)
            ? string.Concat(command.AsSpan(0, at), text.AsSpan(command.Length))
            : null;
    }
}
