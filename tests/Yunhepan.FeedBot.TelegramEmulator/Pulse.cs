namespace Yunhepan.FeedBot.TelegramEmulator;

/// <summary>A signal without memory: take <see cref="Next"/>, check the state, then wait for it. No signal is missed.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource next = New();

    public Task Next => Volatile.Read(ref next).Task;

    public void Ring() => Interlocked.Exchange(ref next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
