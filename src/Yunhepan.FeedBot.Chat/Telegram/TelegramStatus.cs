namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>The state of a bot, for the operator.</summary>
public sealed class TelegramStatus
{
    /// <summary>True if there is a token.</summary>
    public bool IsOn { get; internal init; }

    /// <summary>The bot's own number, which is not a secret; null without a token.</summary>
    public string? BotId { get; internal init; }

    /// <summary>The name without the at sign; null until signed in.</summary>
    public string? Username { get; internal set; }

    /// <summary>The current problem; null while all is well.</summary>
    public string? Problem { get; internal set; }

    /// <summary>True while the messages of people do not reach the bot, so that somebody must act.</summary>
    public bool IsContested { get; internal set; }

    /// <summary>True if Telegram does not or no longer know the token, so that somebody must act.</summary>
    public bool IsRefused { get; internal set; }
}

/// <summary>All bots of this service, in the order of their tokens.</summary>
public sealed record TelegramBots(IReadOnlyList<TelegramStatus> All);
