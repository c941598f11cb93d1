namespace Yunhepan.FeedBot.TelegramEmulator.Admin;

/// <summary>Waits for a condition: it checks again after each change and never by time.</summary>
internal static class Waiting
{
    public static async Task<T> UntilAsync<T>(EmulatorState state, Func<T?> probe, TimeSpan timeout, Func<string> what, CancellationToken cancel)
        where T : class
    {
        using var deadline = new CancellationTokenSource(timeout, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        while (true)
        {
            var change = state.Changes.Next;
            if (probe() is { } found)
                return found;
            try
            {
                await change.WaitAsync(stop.Token);
            }
            catch (OperationCanceledException over) when (!cancel.IsCancellationRequested)
            {
                throw new TimeoutException($"Waited {timeout.TotalSeconds:0.#} s for {what()}.", over);
            }
        }
    }
}
