using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Choosing;
using Yunhepan.FeedBot.Alerts.Delivery.Sending;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <param name="DidWork">True if something was sent or recorded, so that the caller should call again at once.</param>
/// <param name="WakeAt">When the next delivery may be sent; null if nothing waits.</param>
internal sealed record LaneTurn(bool DidWork, DateTimeOffset? WakeAt);

/// <summary>
/// Sends the messages of one account in order. Each turn records results and starts the sends that are allowed now. One loop
/// calls it.
/// </summary>
internal sealed partial class Lane
{
    private readonly LaneAccount _account;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger<Lane> _logger;
    private readonly LaneLease _lease;
    private readonly OpenFanOuts _fanOuts;
    private readonly AccountHealth _health;
    private readonly InFlightSends _inFlight;
    private readonly SendStarter _starter;

    public Lane(LaneAccount account, IServiceScopeFactory scopes, ILogger<Lane> logger)
    {
        (_account, _scopes, _logger) = (account, scopes, logger);
        _lease = new LaneLease(account.Platform, account.Shared.Node, account.Options, account.Shared.Time);
        _fanOuts = new OpenFanOuts(account.Patterns);
        _health = new AccountHealth(account, logger);
        _inFlight = new InFlightSends(account, _health, _lease, scopes, logger);
        _starter = new SendStarter(account, _health, _lease, _fanOuts, _inFlight);
    }

    public IChatPlatform Platform => _account.Platform;

    public IReadOnlyList<Task> InFlight => _inFlight.Tasks;

    /// <summary>How often a turn is needed to keep the lease.</summary>
    public TimeSpan BeatEvery => _lease.BeatEvery;

    /// <summary>Records the completed sends, then starts as many sends as are allowed now.</summary>
    /// <param name="sending">Cancels the sends in flight, but not the turn.</param>
    /// <param name="byForce">True to take the lane from a living owner too.</param>
    public async Task<LaneTurn> TurnAsync(CancellationToken sending, CancellationToken cancellationToken, bool byForce = false)
    {
        var recorded = await RecordAsync(cancellationToken);
        await using var scope = _scopes.CreateAsyncScope();
        var readers = TurnReaders.From(scope.ServiceProvider);
        if (await _lease.HoldAsync(readers.Db, byForce && _lease.Fence is null, cancellationToken))
        {
            _starter.Forget();
            await _account.RecoverPaceAsync(_lease.ParkedUntil, _inFlight.Chats, readers.Db, cancellationToken);
        }

        if (_lease.Fence is not { } fence)
        {
            _starter.Forget();
            _account.Report(LaneState.Elsewhere, null);
            return new LaneTurn(recorded > 0, null);
        }

        await _fanOuts.RefreshAsync(readers.Db, fence, cancellationToken);
        var next = NextDelivery.For(_account, _fanOuts, readers);
        var (started, pacedUntil) = await _starter.StartAsync(next, readers, sending, cancellationToken);
        if (_lease.Fence is null)
            ForgetLost();
        _health.Report(isSending: _inFlight.Count > 0);
        if (recorded + started > 0 || next.GaveWay)
            return new LaneTurn(true, null);
        // The account's turn may have come while this was looked at: then the lane is called again at once.
        return new LaneTurn(false, pacedUntil ?? _inFlight.WakeAt(await next.NextDueAsync(cancellationToken)));
    }

    /// <summary>Records the completed sends and returns their number.</summary>
    /// <param name="isLast">True if the service is stopping, so that nothing waits for a later attempt.</param>
    public Task<int> RecordAsync(CancellationToken cancellationToken, bool isLast = false) =>
        _inFlight.RecordAsync(isLast, cancellationToken);

    /// <summary>
    /// Returns after a failed turn whether another process has the lane, for example after a suspension in which the database
    /// ended the transaction. Then nothing is wrong, and the state of this process is discarded.
    /// </summary>
    public async Task<bool> WasTakenAsync(CancellationToken cancellationToken)
    {
        var wasTaken = await _lease.WasTakenAsync(_scopes, cancellationToken);
        if (wasTaken)
            ForgetLost();
        return wasTaken;
    }

    /// <summary>Releases the lane, so that another process may send for the account.</summary>
    public async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        await _lease.GiveBackAsync(scope.ServiceProvider.GetRequiredService<AlertsDb>(), cancellationToken);
    }

    private void ForgetLost()
    {
        LogLost(_logger, _account.Platform.Platform, _account.Platform.Account);
        _starter.Forget();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Platform}/{Account}: another node sends for it now")]
    private static partial void LogLost(ILogger logger, string platform, string account);
}
