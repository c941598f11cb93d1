using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Platforms;

/// <summary>The turn of a message that no lane sends.</summary>
internal static class PlatformTurn
{
    /// <summary>Waits until the account may write to the chat, and counts the message.</summary>
    public static async Task WaitForTurnAsync(
        this IChatPlatform platform, ChatAddress chat, TimeProvider time, CancellationToken cancellationToken)
    {
        while (platform.Pace is { } pace)
        {
            var (at, isTaken) = pace.TakeNext(chat.ChatId, platform.IsGroup(chat));
            if (at - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken);
            if (isTaken)
                return;
        }
    }

    /// <summary>Returns when the account may write to the chat, as far as is known.</summary>
    public static DateTimeOffset FreeAt(this IChatPlatform platform, ChatAddress chat) => platform.Pace is not { } pace
        ? DateTimeOffset.MinValue : pace.ChatFreeAt(chat.ChatId) is var own && own > pace.AccountFreeAt ? own : pace.AccountFreeAt;
}
