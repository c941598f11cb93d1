namespace Yunhepan.FeedBot.Tests.TelegramEmulator;

/// <summary>The system's clock with timers that fire a thousand times earlier, so that pauses take no time.</summary>
internal sealed class HurriedTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 1000 : dueTime, period);
}
