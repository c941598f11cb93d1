namespace Yunhepan.FeedBot.TelegramEmulator.Limits;

/// <summary>Telegram's send limits. In reality they are approximate; here they are exact.</summary>
public sealed record LimitOptions
{
    /// <summary>No limits at all.</summary>
    public static LimitOptions Off { get; } = new() { Enabled = false };

    /// <summary>Whether limits are enforced.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Multiplies every rate: 10 allows ten times as much.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Messages a second for the whole bot.</summary>
    public double BotPerSecond { get; init; } = 30;

    /// <summary>Messages a second into one chat.</summary>
    public double ChatPerSecond { get; init; } = 1;

    /// <summary>How many messages one chat takes at once before the rate counts.</summary>
    public double ChatBurst { get; init; } = 5;

    /// <summary>Messages a minute into one group or channel, edits included.</summary>
    public double GroupPerMinute { get; init; } = 20;
}
