using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Raising;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>Raises alerts from the revision log and runs a lane per account, until the service stops.</summary>
internal sealed partial class AlertsWorker : BackgroundService
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    private readonly IServiceScopeFactory _scopes;
    private readonly RevisionBell _revisions;
    private readonly RevisionBell _alerts = new();
    private readonly AlertsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<AlertsWorker> _logger;
    private readonly ChatPlatforms _platforms;
    private readonly List<Lane> _lanes;
    private SourceCatalogue? _followed;

    public AlertsWorker(
        ChatPlatforms platforms, IServiceScopeFactory scopes, LaneServices shared, RevisionBell revisions, ILoggerFactory loggers)
    {
        (_platforms, _scopes, _revisions, _options, _time) = (platforms, scopes, revisions, shared.Options, shared.Time);
        _logger = loggers.CreateLogger<AlertsWorker>();
        var laneLogger = loggers.CreateLogger<Lane>();
        _lanes = [.. platforms.All.Select(
            p => new Lane(new LaneAccount(p, shared, chat => platforms.PerMinute(p, chat)), scopes, laneLogger))];
    }

    /// <summary>
    /// Raises the alerts in the log and sends everything that may be sent now, for all accounts, whoever owned them. For tests
    /// and tools only, not while the worker runs.
    /// </summary>
    /// <returns>When the next delivery may be sent; null if none waits.</returns>
    public async Task<DateTimeOffset?> RunOnceAsync(CancellationToken cancellationToken)
    {
        await FollowTargetsAsync(cancellationToken);
        await RaiseAsync(cancellationToken);
        DateTimeOffset? wakeAt = null;
        foreach (var lane in _lanes)
        {
            LaneTurn turn;
            var first = true;
            do
            {
                turn = await lane.TurnAsync(cancellationToken, cancellationToken, byForce: first);
                first = false;
                if (lane.InFlight is { Count: > 0 } inFlight)
                    await Task.WhenAny(inFlight);
            }
            while (turn.DidWork || lane.InFlight.Count > 0);
            if (turn.WakeAt is { } at && (wakeAt is null || at < wakeAt))
                wakeAt = at;
        }

        return wakeAt;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            [RunTargetsAsync(stoppingToken), RunRaiserAsync(stoppingToken), .. _lanes.Select(l => RunLaneAsync(l, stoppingToken))]);

    private async Task FollowTargetsAsync(CancellationToken cancellationToken)
    {
        var stated = _platforms.Catalogue;
        if (ReferenceEquals(stated, _followed))
            return;
        await using var scope = _scopes.CreateAsyncScope();
        foreach (var platform in _platforms.All.Where(p => p.Capabilities.Serves is not null))
        {
            await scope.ServiceProvider.GetRequiredService<TargetSubscribers>()
                .SyncAsync(platform.Platform, platform.Account, [.. _platforms.TargetsOf(platform)], cancellationToken);
        }

        _followed = stated;
    }

    private async Task RunTargetsAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = _options.LookEvery;
            try
            {
                await FollowTargetsAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogTargetsFault(_logger, e, AfterFault);
                pause = AfterFault;
            }

            await QuietlyAsync(Task.Delay(pause, _time, stoppingToken));
        }
    }

    private async Task RaiseAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<AlertRaiser>().RaiseAsync(cancellationToken) > 0)
            _alerts.Ring();
    }

    private async Task RunRaiserAsync(CancellationToken stoppingToken)
    {
        using var listener = _revisions.Listen();
        var isAgain = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = _options.LookEvery;
            try
            {
                await RaiseAsync(stoppingToken);
                isAgain = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (!isAgain && DatabaseSession.WasEnded(e))
            {
                LogSessionEnded(_logger, e.GetBaseException().Message);
                isAgain = true;
                continue;
            }
            catch (Exception e)
            {
                LogRaiserFault(_logger, e, AfterFault);
                pause = AfterFault;
            }

            await QuietlyAsync(listener.WaitAsync(pause, _time, stoppingToken));
        }
    }

    private async Task RunLaneAsync(Lane lane, CancellationToken stoppingToken)
    {
        using var listener = _alerts.Listen();
        using var sending = new CancellationTokenSource();
        var isAgain = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var turn = await lane.TurnAsync(sending.Token, stoppingToken);
                isAgain = false;
                if (turn is { DidWork: false, WakeAt: null } && lane.InFlight.Count == 0 && !_platforms.IsInUse(lane.Platform))
                    await RestAsync(lane, stoppingToken);
                else if (!turn.DidWork || lane.InFlight.Count > 0)
                    await WaitAsync(lane, listener, turn, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // A process that resumes after another node took the lane only reports that.
                if (await lane.WasTakenAsync(stoppingToken))
                    continue;
                if (!isAgain && DatabaseSession.WasEnded(e))
                {
                    LogSessionEnded(_logger, e.GetBaseException().Message);
                    isAgain = true;
                    continue;
                }

                LogLaneFault(_logger, e, AfterFault);
                await QuietlyAsync(Task.Delay(AfterFault, _time, stoppingToken));
            }
        }

        await LandAsync(lane, sending);
    }

    // The lane reaches nobody until feeds.json states a target, so it does not query the database until then.
    private async Task RestAsync(Lane lane, CancellationToken stoppingToken)
    {
        await lane.GiveBackAsync(stoppingToken);
        while (!_platforms.IsInUse(lane.Platform))
            await Task.Delay(_options.LookEvery, _time, stoppingToken);
    }

    // Waits until a send completes, there is a signal, or the next delivery is due.
    private async Task WaitAsync(Lane lane, RevisionBell.Listener listener, LaneTurn turn, CancellationToken stoppingToken)
    {
        var longest = _options.LookEvery < lane.BeatEvery ? _options.LookEvery : lane.BeatEvery;
        if (turn.WakeAt is { } at && at - _time.GetUtcNow() is var wait && wait < longest)
            longest = wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var ring = listener.WaitAsync(longest, _time, enough.Token);
        await Task.WhenAny([.. lane.InFlight, ring]);
        await enough.CancelAsync();
        await QuietlyAsync(ring);
    }

    /// <summary>Lets sends in flight finish for a while when the service stops, and records them.</summary>
    private async Task LandAsync(Lane lane, CancellationTokenSource sending)
    {
        var landing = Task.WhenAll(lane.InFlight);
        await Task.WhenAny(landing, Task.Delay(_options.FinishWithin, _time, CancellationToken.None));
        await sending.CancelAsync();
        await QuietlyAsync(landing);
        try
        {
            await lane.RecordAsync(CancellationToken.None, isLast: true);
            await lane.GiveBackAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            LogLaneFault(_logger, e, TimeSpan.Zero);
        }
    }

    private static async Task QuietlyAsync(Task task) =>
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(Level = LogLevel.Error, Message = "The targets of feeds.json could not be subscribed; the next attempt is in {Pause}")]
    private static partial void LogTargetsFault(ILogger logger, Exception exception, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Alerts could not be raised; the next attempt is in {Pause}")]
    private static partial void LogRaiserFault(ILogger logger, Exception exception, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database ended a session ({Reason}); its work is repeated")]
    private static partial void LogSessionEnded(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A lane failed; the next attempt is in {Pause}")]
    private static partial void LogLaneFault(ILogger logger, Exception exception, TimeSpan pause);
}
