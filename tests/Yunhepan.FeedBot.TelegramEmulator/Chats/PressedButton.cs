namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>A pending callback query: a person pressed a button and waits for the bot's answer.</summary>
internal sealed class PressedButton(string id, EmulatedBot bot, EmulatedMessage message, string data, DateTimeOffset pressedAt)
{
    public string Id { get; } = id;

    public EmulatedBot Bot { get; } = bot;

    public EmulatedMessage Message { get; } = message;

    public string Data { get; } = data;

    public DateTimeOffset PressedAt { get; } = pressedAt;

    public DateTimeOffset? AnsweredAt { get; set; }

    public string? AnswerText { get; set; }

    public bool AnswerIsAlert { get; set; }
}
