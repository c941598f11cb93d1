namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>How the bot is doing, for the operator.</summary>
public sealed class TelegramStatus
{
    /// <summary>False without a token.</summary>
    public bool IsOn { get; internal init; }

    /// <summary>Without the at sign; null until signed in.</summary>
    public string? Username { get; internal set; }

    /// <summary>Null while all is well.</summary>
    public string? Problem { get; internal set; }
}
