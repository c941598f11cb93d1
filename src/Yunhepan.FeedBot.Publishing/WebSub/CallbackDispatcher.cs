using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>
/// Starts each job as soon as it is due and a place is free, without waiting for others to end. A callback that does not answer
/// blocks little: a domain has at most two places, and so has its network address on all ports; a client has four, and comes
/// after clients with none in use. Callbacks that failed before have separate places.
/// </summary>
internal sealed partial class CallbackDispatcher(ICallbackJobs jobs, HubOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>The number of concurrent jobs at one domain, and at one address.</summary>
    public const int MostPerHost = 2;

    // This is lower, so that healthy callbacks of a host find a place next to its dead ones.
    private const int MostFailingPerHost = 1;

    private const int MostPerClient = 4;

    private const int MostFailingPerClient = 2;

    /// <summary>
    /// Places reserved for clients without a running job, so that only a large number of silent callbacks could take all.
    /// </summary>
    private const int KeptForNewcomers = 8;

    /// <summary>Something may have become due, or another node may have stored something.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly Bell _bell = new();
    private readonly Lock _lock = new();
    private readonly List<(CallbackOwner Owner, bool FailedBefore)> _inFlight = [];

    /// <summary>Signals that something may be due.</summary>
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
                await _bell.WaitAsync(LookEvery, time, cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAll(started);
        }
    }

    /// <summary>Runs everything that is due now and waits until it ends.</summary>
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
        while ((await StartNextAsync(failedBefore: false, cancellationToken)
            ?? await StartNextAsync(failedBefore: true, cancellationToken)) is { } job)
            started.Add(job);
    }

    /// <summary>Starts the next job. A client without a running job goes first and does not wait for clients with many.</summary>
    private async Task<Task?> StartNextAsync(bool failedBefore, CancellationToken cancellationToken)
    {
        foreach (var newcomers in (bool[])[true, false])
        {
            if (Busy(failedBefore, newcomers) is not { } busy || await jobs.TakeAsync(failedBefore, busy, cancellationToken) is not { } job)
                continue;
            lock (_lock)
                _inFlight.Add((job.Owner, failedBefore));
            return RunAsync(job, failedBefore, cancellationToken);
        }

        return null;
    }

    /// <summary>Returns the owners whose places are taken; null if all places are taken.</summary>
    private BusyOwners? Busy(bool failedBefore, bool newcomers)
    {
        lock (_lock)
        {
            CallbackOwner[] owners = [.. _inFlight.Where(job => job.FailedBefore == failedBefore).Select(job => job.Owner)];
            var places = failedBefore
                ? options.FailingConcurrency : newcomers ? options.Concurrency + KeptForNewcomers : options.Concurrency;
            if (owners.Length >= places)
                return null;
            var perHost = failedBefore ? MostFailingPerHost : MostPerHost;
            var perClient = newcomers ? 1 : failedBefore ? MostFailingPerClient : MostPerClient;
            var clients = AtLeast(owners.Select(owner => owner.Client).Where(client => client.Length > 0), perClient);
            // A client that cannot be distinguished from others cannot be a newcomer.
            return new BusyOwners(
                AtLeast(owners.Select(owner => owner.Domain), perHost), AtLeast(owners.Select(owner => owner.Network), perHost), newcomers
                    ? [.. clients, ""] : clients);
        }
    }

    private static string[] AtLeast(IEnumerable<string> names, int count) =>
        [.. names.CountBy(name => name).Where(name => name.Value >= count).Select(name => name.Key)];

    private async Task RunAsync(CallbackJob job, bool failedBefore, CancellationToken cancellationToken)
    {
        try
        {
            await job.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The job was cancelled: its claim expires, and it runs again.
        }
        catch (Exception e)
        {
            LogJobFailed(job.Owner.Domain, e);
        }
        finally
        {
            lock (_lock)
                _inFlight.Remove((job.Owner, failedBefore));
            _bell.Ring();
        }
    }

    [LoggerMessage(LogLevel.Error, "The hub could not read the due jobs and tries again")]
    private partial void LogTakingFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "A hub job at {Domain} failed; it is repeated when its claim expires")]
    private partial void LogJobFailed(string domain, Exception exception);
}
