using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Stories;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <param name="DidWork">True when something was sent or recorded: the caller asks again at once.</param>
/// <param name="WakeAt">When the next delivery may go; null when nothing waits.</param>
internal sealed record LaneTurn(bool DidWork, DateTimeOffset? WakeAt);

/// <summary>Sends what one account has to send, in order. Each turn records results and starts what may go. One loop calls it.</summary>
internal sealed partial class Lane
{
    // The next delivery is looked for and prepared this long before it may go: the account's turn is not spent on looking.
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(25);

    private readonly LaneAccount _account;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger<Lane> _logger;
    private readonly LaneLease _lease;
    private readonly OpenFanOuts _fanOuts;
    private readonly AccountHealth _health;
    private readonly InFlightSends _inFlight;
    private readonly ReadyDelivery _ready;

    public Lane(LaneAccount account, IServiceScopeFactory scopes, ILogger<Lane> logger)
    {
        (_account, _scopes, _logger) = (account, scopes, logger);
        _lease = new LaneLease(account.Platform, account.Shared.Node, account.Options, account.Shared.Time);
        _fanOuts = new OpenFanOuts(account.Patterns);
        _health = new AccountHealth(account, logger);
        _inFlight = new InFlightSends(account, _health, _lease, scopes, logger);
        _ready = new ReadyDelivery(account, _inFlight);
    }

    public IReadOnlyList<Task> InFlight => _inFlight.Tasks;

    /// <summary>How often a turn is needed to keep the lane.</summary>
    public TimeSpan BeatEvery => _lease.BeatEvery;

    /// <summary>Records the results that have come back, then starts as many sends as may go now.</summary>
    /// <param name="sending">Ends the sends in flight; not the turn.</param>
    /// <param name="byForce">Takes the lane from a living owner too.</param>
    public async Task<LaneTurn> TurnAsync(CancellationToken sending, CancellationToken cancellationToken, bool byForce = false)
    {
        var recorded = await RecordAsync(cancellationToken);
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AlertsDb>();
        if (await _lease.HoldAsync(db, byForce && _lease.Fence is null, cancellationToken))
        {
            Forget();
            await _account.RecoverPaceAsync(_lease.ParkedUntil, _inFlight.Deliveries, db, cancellationToken);
        }

        if (_lease.Fence is not { } fence)
        {
            Forget();
            _account.Report(LaneState.Elsewhere, null);
            return new LaneTurn(recorded > 0, null);
        }

        await _fanOuts.RefreshAsync(db, fence, cancellationToken);
        var readers = new TurnReaders(
            db, scope.ServiceProvider.GetRequiredService<ArticleReader>(), scope.ServiceProvider.GetRequiredService<StoryReader>(),
            scope.ServiceProvider.GetRequiredService<DeadLetterLog>());
        var next = Next(readers);
        var (started, isPaced) = await StartAsync(next, readers, sending, cancellationToken);
        if (_inFlight.Count > 0)
            _account.Report(LaneState.Sending, null);
        else
            _health.ReportWaiting();
        if (recorded + started > 0 || next.GaveWay)
            return new LaneTurn(true, null);
        // Its turn may have come while this was looked at: then the lane is called again at once.
        return isPaced
            ? new LaneTurn(false, _ready.IsEmpty ? _health.FreeAt - Ahead : _health.FreeAt)
            : new LaneTurn(false, await WakeAtAsync(next, cancellationToken));
    }

    /// <summary>Records the results that have come back, and returns how many.</summary>
    /// <param name="isLast">Nothing waits for a better moment: the service ends.</param>
    public Task<int> RecordAsync(CancellationToken cancellationToken, bool isLast = false) =>
        _inFlight.RecordAsync(isLast, cancellationToken);

    /// <summary>
    /// Says after a turn that failed whether another process has the lane, as after a freeze in which the database ended what
    /// was begun. Then nothing is wrong, and what this process knows is forgotten.
    /// </summary>
    public async Task<bool> WasTakenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = _scopes.CreateAsyncScope();
            if (!await _lease.WasTakenAsync(scope.ServiceProvider.GetRequiredService<AlertsDb>(), cancellationToken))
                return false;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            // The database does not answer, or the service stops: that says nothing of another process.
            return false;
        }

        LogLost(_logger, _account.Platform.Platform, _account.Platform.Account);
        Forget();
        return true;
    }

    /// <summary>Gives the lane back, so that another process may send for the account.</summary>
    public async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        await _lease.GiveBackAsync(scope.ServiceProvider.GetRequiredService<AlertsDb>(), cancellationToken);
    }

    private NextDelivery Next(TurnReaders readers)
    {
        var (db, articles) = (readers.Db, readers.Articles);
        var digests = new DigestQueue(db, articles, _account, readers.DeadLetters);
        var queue = new DeferredQueue(db, articles, _account, digests, readers.DeadLetters);
        return new NextDelivery(_fanOuts, new FanOutDeliveries(db, articles, _account, _fanOuts), queue, digests);
    }

    /// <returns>How many it started, and whether the account's pace alone kept it from more.</returns>
    private async Task<(int Started, bool IsPaced)> StartAsync(
        NextDelivery next, TurnReaders readers, CancellationToken sending, CancellationToken cancellationToken)
    {
        var started = 0;
        while (_inFlight.Count < _account.Options.InTheAir)
        {
            if (_health.FreeAt > _account.Now + Ahead)
                return (started, true);
            if (!await FindAsync(next, readers, cancellationToken))
                break;
            if (_health.FreeAt > _account.Now)
                return (started, true);
            _ready.Count();
            // The last thing before the send: whoever was frozen until now finds out here.
            if (!await _lease.MaySendAsync(readers.Db, cancellationToken))
            {
                if (_lease.Fence is null)
                {
                    LogLost(_logger, _account.Platform.Platform, _account.Platform.Account);
                    Forget();
                }

                _ready.TakeBack();
                break;
            }

            _ready.Start(sending);
            started++;
            if (_health.IsDoubtful)
                break;
        }

        return (started, false);
    }

    private async Task<bool> FindAsync(NextDelivery next, TurnReaders readers, CancellationToken cancellationToken)
    {
        try
        {
            return await _ready.FindAsync(next, readers, cancellationToken);
        }
        catch
        {
            // What was launched and could not be read would be taken for in flight for ever.
            Forget();
            throw;
        }
    }

    private async Task<DateTimeOffset?> WakeAtAsync(NextDelivery next, CancellationToken cancellationToken)
    {
        var due = await next.NextDueAsync(cancellationToken);
        // The lane is full, or behind one of its own chats: what comes back wakes it.
        if (!_inFlight.IsEmpty && due <= _account.Now)
            due = null;
        var again = _inFlight.TryAgainAt;
        return due is null || again < due ? again : due;
    }

    private void Forget()
    {
        _ready.TakeBack();
        _fanOuts.Forget();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Platform}/{Account}: another node sends for it now")]
    private static partial void LogLost(ILogger logger, string platform, string account);
}
