using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>
/// Starts each job as soon as it is due and there is a place for it, and never waits for one to end. A callback that does not
/// answer holds up few: a host has two places at most, and callbacks that failed before have their own, apart from the others'.
/// </summary>
internal sealed partial class CallbackDispatcher(ICallbackJobs jobs, HubOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Jobs at one host at a time.</summary>
    public const int MostPerHost = 2;

    // Of these, so that a host's healthy callbacks find a place beside its dead ones.
    private const int MostFailingPerHost = 1;

    private readonly HubBell _bell = new();
    private readonly Lock _lock = new();
    private readonly List<(string Host, bool FailedBefore)> _inFlight = [];

    /// <summary>Something may be due.</summary>
    public void Ring() => _bell.Ring();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = new List<Task>();
        try
        {
            while (true)
            {
                try
                {
                    await StartAllAsync(started, cancellationToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogTakingFailed(e);
                }

                started.RemoveAll(job => job.IsCompleted);
                await _bell.WaitAsync(time, cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAll(started);
        }
    }

    /// <summary>Does all that is due now, and waits for what it started.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var started = new List<Task>();
        await StartAllAsync(started, cancellationToken);
        while (started.Count > 0)
        {
            started.Remove(await Task.WhenAny(started));
            await StartAllAsync(started, cancellationToken);
        }
    }

    private async Task StartAllAsync(List<Task> started, CancellationToken cancellationToken)
    {
        while ((await StartNextAsync(failedBefore: false, cancellationToken) ?? await StartNextAsync(failedBefore: true, cancellationToken)) is { } job)
            started.Add(job);
    }

    private async Task<Task?> StartNextAsync(bool failedBefore, CancellationToken cancellationToken)
    {
        if (BusyHosts(failedBefore) is not { } busy || await jobs.TakeAsync(failedBefore, busy, cancellationToken) is not { } job)
            return null;
        lock (_lock)
            _inFlight.Add((job.Host, failedBefore));
        return RunAsync(job, failedBefore, cancellationToken);
    }

    /// <summary>Null when all places are taken.</summary>
    private string[]? BusyHosts(bool failedBefore)
    {
        lock (_lock)
        {
            if (_inFlight.Count(job => job.FailedBefore == failedBefore) >= (failedBefore ? options.FailingConcurrency : options.Concurrency))
                return null;
            var most = failedBefore ? MostFailingPerHost : MostPerHost;
            return [.. _inFlight.CountBy(job => job.Host).Where(host => host.Value >= most).Select(host => host.Key)];
        }
    }

    private async Task RunAsync(CallbackJob job, bool failedBefore, CancellationToken cancellationToken)
    {
        try
        {
            await job.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped in the middle: its claim lapses, and it is done again.
        }
        catch (Exception e)
        {
            LogJobFailed(job.Host, e);
        }
        finally
        {
            lock (_lock)
                _inFlight.Remove((job.Host, failedBefore));
            _bell.Ring();
        }
    }

    [LoggerMessage(LogLevel.Error, "The hub could not look for what is due; it looks again")]
    private partial void LogTakingFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "A job at {Host} failed; it is repeated when its claim lapses")]
    private partial void LogJobFailed(string host, Exception exception);
}
