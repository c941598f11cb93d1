using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.TelegramEmulator;

/// <summary>How an emulator starts. The defaults suit a test: a free loopback port, one bot, Telegram's real limits.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The token of the first bot; more can be added later.</summary>
    public string Token { get; init; } = "110201543:DEMO";

    /// <summary>The username of the first bot, without the at sign.</summary>
    public string Username { get; init; } = "feedbot_demo_bot";

    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>The clock of messages, limits, long polls and webhook retries. Waits of a test always use real time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The send limits in force at the start.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>How long a pressed button may wait for its answer.</summary>
    public TimeSpan CallbackLifetime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Fills the emulator with a few chats to look at (used when started by hand).</summary>
    public bool SampleChats { get; init; }
}
