using System.Diagnostics.CodeAnalysis;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>A secret token, in a type that never shows it.</summary>
internal sealed class TelegramToken
{
    private const string Mask = "***";

    private TelegramToken(string secret, string botId) => (Secret, BotId) = (secret, botId);

    /// <summary>The secret, for the client alone.</summary>
    public string Secret { get; }

    /// <summary>The bot's own id, which is public and permanent.</summary>
    public string BotId { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out TelegramToken? token)
    {
        var colon = text.IndexOf(':');
        var good = colon is > 0 and <= 16
            && text.Length > colon + 1
            && text.AsSpan(0, colon).IndexOfAnyExceptInRange('0', '9') < 0
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '_' or '-');
        token = good ? new TelegramToken(text, text[..colon]) : null;
        return good;
    }

    /// <summary>Returns the text without the secret in it.</summary>
    public string Hide(string text) => text
        .Replace(Secret, Mask, StringComparison.Ordinal)
        .Replace(Secret[(BotId.Length + 1)..], Mask, StringComparison.Ordinal);

    public override string ToString() => $"{BotId}:{Mask}";
}
