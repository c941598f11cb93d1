using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>
/// Starts each job as soon as it is due and there is a place for it, and never waits for one to end. A callback that does not
/// answer holds up few: a domain has two places at most, and so has the address it leads to, whatever the port; whoever asked
/// has four, and comes after those who have none. Callbacks that failed before have places of their own, apart from the others'.
/// </summary>
internal sealed partial class CallbackDispatcher(ICallbackJobs jobs, HubOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Jobs at one domain, and at one address, at a time.</summary>
    public const int MostPerHost = 2;

    // Of these, so that a host's healthy callbacks find a place beside its dead ones.
    private const int MostFailingPerHost = 1;

    private const int MostPerClient = 4;

    private const int MostFailingPerClient = 2;

    /// <summary>Places beside the others for those of whom nothing is in work: the silent must be many indeed to take all.</summary>
    private const int KeptForNewcomers = 8;

    private readonly HubBell _bell = new();
    private readonly Lock _lock = new();
    private readonly List<(CallbackOwner Owner, bool FailedBefore)> _inFlight = [];

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
        while ((await StartNextAsync(failedBefore: false, cancellationToken)
            ?? await StartNextAsync(failedBefore: true, cancellationToken)) is { } job)
            started.Add(job);
    }

    /// <summary>A client of whom nothing is in work goes first: its turn does not wait until those before it have had all theirs.</summary>
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

    /// <summary>Null when all places are taken.</summary>
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
            // Whoever is not told apart from others cannot be a newcomer.
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
            // Stopped in the middle: its claim lapses, and it is done again.
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

    [LoggerMessage(LogLevel.Error, "The hub could not look for what is due; it looks again")]
    private partial void LogTakingFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "A job at {Domain} failed; it is repeated when its claim lapses")]
    private partial void LogJobFailed(string domain, Exception exception);
}
