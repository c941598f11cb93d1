using Microsoft.Extensions.DependencyInjection;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>
/// Writes polls without a document in batches: while one statement runs, the next ones queue. Nothing waits for a timer, so a
/// single one is written at once and thousands cost a few statements.
/// </summary>
public sealed class SourceStateBatcher(IServiceScopeFactory scopes)
{
    private readonly Lock _lock = new();
    private List<(SourceState State, TaskCompletionSource Done)> _waiting = [];
    private bool _running;

    /// <summary>Stores the state and returns when it is stored.</summary>
    public Task WriteAsync(SourceState state)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((state, done));
            if (_running)
                return done.Task;
            _running = true;
        }

        _ = Task.Run(RunAsync);
        return done.Task;
    }

    private async Task RunAsync()
    {
        while (true)
        {
            List<(SourceState State, TaskCompletionSource Done)> batch;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _running = false;
                    return;
                }

                (batch, _waiting) = (_waiting, []);
            }

            try
            {
                await using var scope = scopes.CreateAsyncScope();
                // A finished poll is worth storing even during shutdown.
                await SourceStateWriter.WritePolledAsync(
                    scope.ServiceProvider.GetRequiredService<IngestionDb>(), [.. batch.Select(b => b.State)], CancellationToken.None);
                batch.ForEach(b => b.Done.SetResult());
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // Each caller reports the error for its own source.
                batch.ForEach(b => b.Done.SetException(e));
            }
        }
    }
}
