using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>The account that a lane sends for: its platform, its pace, and what the lane shares with others.</summary>
internal sealed class LaneAccount(IChatPlatform platform, LaneServices shared)
{
    public IChatPlatform Platform => platform;

    public SendingPace Pace { get; } = platform.Pace ?? new(platform.Limits, shared.Time);

    public LaneServices Shared => shared;

    public PatternMatcher Patterns => shared.Patterns;

    public AlertsOptions Options => shared.Options;

    public DateTimeOffset Now => shared.Time.GetUtcNow();

    public LocalClock ClockOf(Subscriber chat) => shared.Messages.ClockOf(chat);

    /// <summary>Counts a message to a chat against the limits of chat and account.</summary>
    public void Count(Subscriber chat) => Pace.Count(chat.ChatId, platform.IsGroup(chat.Address));

    /// <summary>Counts a message that went at another time, perhaps from another process.</summary>
    public void Count(Subscriber chat, DateTimeOffset at) => Pace.Count(chat.ChatId, platform.IsGroup(chat.Address), at);

    public void Report(LaneState state, string? reason) => shared.Board.Report(platform.Platform, platform.Account, state, reason);
}
