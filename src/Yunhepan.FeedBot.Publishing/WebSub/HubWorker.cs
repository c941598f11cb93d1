using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>
/// Runs the hub in three independent loops: requests are verified, feeds are compared with their subscribers' versions, and due
/// deliveries are sent. Each runs at a signal, and every few seconds without one.
/// </summary>
internal sealed partial class HubWorker(
    HubVerifier verification, HubComparer comparison, HubDistributor distribution, RevisionBell revisions,
    IOptions<HubOptions> options,
    TimeProvider time, ILogger<HubWorker> logger) : BackgroundService
{
    /// <summary>How long changes are collected, so that several articles of one poll become one delivery.</summary>
    private static readonly TimeSpan CollectionTime = TimeSpan.FromMilliseconds(200);

    private readonly Bell _changes = new();
    private readonly CallbackDispatcher _verification = new(verification, options.Value, time, logger);
    private readonly CallbackDispatcher _distribution = new(distribution, options.Value, time, logger);

    /// <summary>Signals that a request was received.</summary>
    public void RingRequest() => _verification.Ring();

    /// <summary>Signals that a feed may have changed.</summary>
    public void RingChange() => _changes.Ring();

    /// <summary>Confirms, denies and delivers everything that is due now.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await _verification.RunOnceAsync(cancellationToken);
        await comparison.RunAsync(_distribution.Ring, () => false, cancellationToken);
        await _distribution.RunOnceAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        ListenAsync(stoppingToken), _verification.RunAsync(stoppingToken), CompareAsync(stoppingToken),
        _distribution.RunAsync(stoppingToken));

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        using var listener = revisions.Listen();
        while (!cancellationToken.IsCancellationRequested)
        {
            await listener.WaitAsync(TimeSpan.FromMinutes(5), time, cancellationToken);
            RingChange();
        }
    }

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await comparison.RunAsync(_distribution.Ring, () => _changes.HasRung, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogComparisonFailed(e);
            }

            await _changes.WaitAsync(CallbackDispatcher.LookEvery, time, cancellationToken);
            await Task.Delay(CollectionTime, time, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "The hub could not compare feeds with their subscribers' versions and tries again")]
    private partial void LogComparisonFailed(Exception exception);
}
