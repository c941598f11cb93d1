namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>How a bot is doing, for the operator.</summary>
public sealed class TelegramStatus
{
    /// <summary>False without a token.</summary>
    public bool IsOn { get; internal init; }

    /// <summary>The bot's own number, which is no secret; null without a token.</summary>
    public string? BotId { get; internal init; }

    /// <summary>Without the at sign; null until signed in.</summary>
    public string? Username { get; internal set; }

    /// <summary>Null while all is well.</summary>
    public string? Problem { get; internal set; }

    /// <summary>Telegram does not know the token (any more): somebody must act.</summary>
    public bool IsRefused { get; internal set; }
}

/// <summary>All bots of this service, in the order of their tokens.</summary>
public sealed record TelegramBots(IReadOnlyList<TelegramStatus> All);
