using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Choosing;

/// <summary>Holds the fan-outs that a lane has not completed, and decides whose turn it is.</summary>
internal sealed class OpenFanOuts(PatternMatcher patterns)
{
    // The number of fan-outs of one class that run in parallel; the next ones begin as these end.
    private const int SideBySide = 200;

    private readonly Dictionary<long, FanOutCursor> _fanOuts = [];
    private long _turn;
    private bool _catchesUp;
    private long _queueServedAt;

    // Fan-outs that were open when the lane began may have been read further than their cursors show.
    private long? _lastTakenUp;
    private readonly HashSet<(long Subscriber, Priority)> _lookedBehind = [];

    public IEnumerable<FanOutCursor> All => _fanOuts.Values;

    /// <summary>Returns true if so many alerts are late that they are summarised, until the last of them is processed.</summary>
    public bool CatchesUp(AlertsOptions options, DateTimeOffset now)
    {
        if (options.CatchUpFrom == 0)
            return false;
        var late = _fanOuts.Values.Count(c => DeliveryPolicy.IsLate(c.Alert, options, now));
        return _catchesUp = DeliveryPolicy.IsBacklog(late, options) || (_catchesUp && late > 0);
    }

    /// <summary>Reads which fan-outs are open now. Known ones keep their state.</summary>
    public async Task RefreshAsync(AlertsDb db, LaneFence fence, CancellationToken cancellationToken)
    {
        _lastTakenUp ??= await Open(db, fence).MaxAsync(f => (long?)f.Id, cancellationToken) ?? 0;
        var known = _fanOuts.Keys.ToArray();
        var full = _fanOuts.Values.GroupBy(w => w.FanOut.Priority).Where(g => g.Count() >= SideBySide).Select(g => g.Key).ToArray();
        var opened = await Open(db, fence)
            .Where(f => !full.Contains(f.Priority) && !known.Contains(f.Id))
            .OrderBy(f => f.Priority).ThenBy(f => f.Id)
            .Take(SideBySide)
            .ToListAsync(cancellationToken);
        if (opened.Count == 0)
            return;
        var revisions = opened.ConvertAll(f => f.AlertRevision);
        var alerts = await db.Alerts.AsNoTracking().Where(a => revisions.Contains(a.Revision))
            .ToDictionaryAsync(a => a.Revision, cancellationToken);
        if (alerts.Values.Any(a => a.Kind != AlertKind.New))
            await DropSupersededAsync(db, cancellationToken);
        foreach (var fanOut in opened)
            _fanOuts.Add(fanOut.Id, new FanOutCursor(fanOut, alerts[fanOut.AlertRevision], patterns, fence));
        var changed = alerts.Values.Where(a => a.Kind != AlertKind.New).Select(a => a.ArticleId).ToHashSet();
        foreach (var cursor in _fanOuts.Values.Where(w => changed.Contains(w.Alert.ArticleId)))
            cursor.ForgetArticle();
    }

    // The edit that replaces another one is opened in the same commit, so the check is needed only then.
    private async Task DropSupersededAsync(AlertsDb db, CancellationToken cancellationToken)
    {
        var edits = _fanOuts.Values.Where(w => w.Alert.Kind != AlertKind.New).Select(w => w.FanOut.Id).ToArray();
        if (edits.Length == 0)
            return;
        var open = await db.FanOuts.Where(f => edits.Contains(f.Id) && f.State == FanOutState.Open).Select(f => f.Id)
            .ToListAsync(cancellationToken);
        foreach (var superseded in edits.Except(open))
            _fanOuts.Remove(superseded);
    }

    public void Remove(FanOutCursor cursor) => _fanOuts.Remove(cursor.FanOut.Id);

    /// <summary>Discards everything, because another node may have continued in the meantime.</summary>
    public void Forget()
    {
        _fanOuts.Clear();
        _lookedBehind.Clear();
        _lastTakenUp = null;
    }

    /// <summary>
    /// Returns the fan-out whose turn it is: in the most urgent class, the one that has waited longest; null if there is none.
    /// </summary>
    public FanOutCursor? Next(IReadOnlyCollection<PendingDelivery> inFlight)
    {
        FanOutCursor? next = null;
        foreach (var cursor in _fanOuts.Values)
        {
            // At the end of its audience a fan-out only waits for its sends in flight.
            if ((cursor.IsExhausted && cursor.HasInFlight) || IsBehindItsLike(cursor, inFlight))
                continue;
            if (next is null || Order(cursor).CompareTo(Order(next)) < 0)
                next = cursor;
        }

        return next;
    }

    /// <summary>Returns true if the queue of a class comes before its fan-outs: they alternate.</summary>
    public bool QueueGoesFirst(FanOutCursor? cursor, Priority priority) =>
        cursor is null || priority < cursor.FanOut.Priority || (priority == cursor.FanOut.Priority && _queueServedAt <= cursor.ServedAt);

    public void ServedQueue() => _queueServedAt = ++_turn;

    public void Served(FanOutCursor cursor) => cursor.ServedAt = ++_turn;

    /// <summary>
    /// Returns the earlier fan-outs of the same class that have not reached a chat yet, oldest first. The chat receives them
    /// first.
    /// </summary>
    public IReadOnlyList<FanOutCursor> BehindAt(FanOutCursor cursor, long subscriberId) =>
        [.. _fanOuts.Values
            .Where(w => w.FanOut.Priority == cursor.FanOut.Priority && w.FanOut.Id < cursor.FanOut.Id && w.Reached < subscriberId
                && w.Alert.Kind == AlertKind.New)
            .OrderBy(w => w.FanOut.Id)];

    /// <summary>
    /// Returns the same for a delivery in a chat's queue, once for each chat: after a restart of the lane, sends that were in
    /// flight are before their cursor again, while deliveries that had queued behind them still wait.
    /// </summary>
    public IReadOnlyList<FanOutCursor> SetBackBehind(DeferredDelivery head)
    {
        List<FanOutCursor> behind = [.. _fanOuts.Values
            .Where(w => w.FanOut.Id <= _lastTakenUp && w.FanOut.Priority == head.Priority && w.Alert.Revision < head.AlertRevision
                && w.Reached < head.SubscriberId && w.Alert.Kind == AlertKind.New)
            .OrderBy(w => w.FanOut.Id)];
        return behind.Count > 0 && _lookedBehind.Add((head.SubscriberId, head.Priority)) ? behind : [];
    }

    private static IQueryable<FanOut> Open(AlertsDb db, LaneFence fence) =>
        db.FanOuts.AsNoTracking().Where(f => f.Platform == fence.Platform && f.Account == fence.Account && f.State == FanOutState.Open);

    private static (Priority, long, long) Order(FanOutCursor cursor) => (cursor.FanOut.Priority, cursor.ServedAt, cursor.FanOut.Id);

    // A correction overtakes neither the message it corrects nor an earlier correction of it.
    private bool IsBehindItsLike(FanOutCursor cursor, IReadOnlyCollection<PendingDelivery> inFlight) =>
        cursor.Alert.Kind != AlertKind.New
        && (inFlight.Any(p => !p.IsSetAside && p.Alerts.Any(a => a.Kind == AlertKind.New && a.ArticleId == cursor.Alert.ArticleId))
            || _fanOuts.Values.Any(w => w.Alert.Kind != AlertKind.New && w.Alert.ArticleId == cursor.Alert.ArticleId
                && w.FanOut.Id < cursor.FanOut.Id));
}
