using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>The fan-outs that a lane has yet to walk to their end, and whose turn it is.</summary>
internal sealed class OpenWalks(PatternBench patterns)
{
    // So many of one class are walked side by side; the next ones begin as these end.
    private const int SideBySide = 200;

    private readonly Dictionary<long, Walk> _walks = [];
    private long _turn;
    private bool _catchesUp;
    private long _queueServedAt;

    // Those open when the lane began may have been walked before, and further than their cursors say.
    private long? _lastTakenUp;
    private readonly HashSet<(long Subscriber, Priority)> _lookedBehind = [];

    public IEnumerable<Walk> All => _walks.Values;

    /// <summary>Whether so many alerts are late that they are summed up; it goes on until the last of them is dealt with.</summary>
    public bool CatchesUp(AlertsOptions options, DateTimeOffset now)
    {
        if (options.CatchUpFrom == 0)
            return false;
        var late = _walks.Values.Count(w => w.Alert is { Kind: AlertKind.New, Priority: not Priority.Urgent } && now - w.Alert.CreatedAt > options.CatchUpAfter);
        return _catchesUp = late >= options.CatchUpFrom || (_catchesUp && late > 0);
    }

    /// <summary>Reads what is open now; what is known keeps its place.</summary>
    public async Task RefreshAsync(AlertsDb db, LaneFence fence, CancellationToken cancellationToken)
    {
        _lastTakenUp ??= await Open(db, fence).MaxAsync(f => (long?)f.Id, cancellationToken) ?? 0;
        var known = _walks.Keys.ToArray();
        var full = _walks.Values.GroupBy(w => w.FanOut.Priority).Where(g => g.Count() >= SideBySide).Select(g => g.Key).ToArray();
        var opened = await Open(db, fence)
            .Where(f => !full.Contains(f.Priority) && !known.Contains(f.Id))
            .OrderBy(f => f.Priority).ThenBy(f => f.Id)
            .Take(SideBySide)
            .ToListAsync(cancellationToken);
        if (opened.Count == 0)
            return;
        var revisions = opened.ConvertAll(f => f.AlertRevision);
        var alerts = await db.Alerts.AsNoTracking().Where(a => revisions.Contains(a.Revision)).ToDictionaryAsync(a => a.Revision, cancellationToken);
        if (alerts.Values.Any(a => a.Kind != AlertKind.New))
            await DropSupersededAsync(db, cancellationToken);
        foreach (var fanOut in opened)
            _walks.Add(fanOut.Id, new Walk(fanOut, alerts[fanOut.AlertRevision], fence, patterns));
        var changed = alerts.Values.Where(a => a.Kind != AlertKind.New).Select(a => a.ArticleId).ToHashSet();
        foreach (var walk in _walks.Values.Where(w => changed.Contains(w.Alert.ArticleId)))
            walk.ForgetArticle();
    }

    // What takes the place of an edit opens in the same commit: only then it is worth a look.
    private async Task DropSupersededAsync(AlertsDb db, CancellationToken cancellationToken)
    {
        var edits = _walks.Values.Where(w => w.Alert.Kind != AlertKind.New).Select(w => w.FanOut.Id).ToArray();
        if (edits.Length == 0)
            return;
        var open = await db.FanOuts.Where(f => edits.Contains(f.Id) && f.State == FanOutState.Open).Select(f => f.Id).ToListAsync(cancellationToken);
        foreach (var superseded in edits.Except(open))
            _walks.Remove(superseded);
    }

    public void Remove(Walk walk) => _walks.Remove(walk.FanOut.Id);

    /// <summary>Another node may have walked on meanwhile: everything is read anew.</summary>
    public void Forget()
    {
        _walks.Clear();
        _lookedBehind.Clear();
        _lastTakenUp = null;
    }

    /// <summary>The most urgent class first; within it who has waited longest for a turn.</summary>
    public Walk? Next(IReadOnlyCollection<OnePiece> inTheAir)
    {
        Walk? next = null;
        foreach (var walk in _walks.Values)
        {
            // At the end of its audience, a walk only waits for what is in the air.
            if ((walk.Ended && walk.HasInTheAir) || IsBehindItsLike(walk, inTheAir))
                continue;
            if (next is null || Order(walk).CompareTo(Order(next)) < 0)
                next = walk;
        }

        return next;
    }

    /// <summary>Whether the deferred deliveries of a class come before its walks: they take turns.</summary>
    public bool QueueGoesFirst(Walk? walk, Priority priority) =>
        walk is null || priority < walk.FanOut.Priority || (priority == walk.FanOut.Priority && _queueServedAt <= walk.ServedAt);

    public void ServedQueue() => _queueServedAt = ++_turn;

    public void Served(Walk walk) => walk.ServedAt = ++_turn;

    /// <summary>The earlier ones of the same class that have not come to a chat yet, oldest first: it must hear of them first.</summary>
    public IReadOnlyList<Walk> BehindAt(Walk walk, long subscriberId) =>
        [.. _walks.Values
            .Where(w => w.FanOut.Priority == walk.FanOut.Priority && w.FanOut.Id < walk.FanOut.Id && w.Reached < subscriberId
                && w.Alert.Kind == AlertKind.New)
            .OrderBy(w => w.FanOut.Id)];

    /// <summary>
    /// The same for what waits in a chat's queue, once for each chat: what was in the air when the lane began anew is before its
    /// walk again, while what had been queued behind it still is.
    /// </summary>
    public IReadOnlyList<Walk> SetBackBehind(DeferredDelivery head)
    {
        List<Walk> behind = [.. _walks.Values
            .Where(w => w.FanOut.Id <= _lastTakenUp && w.FanOut.Priority == head.Priority && w.Alert.Revision < head.AlertRevision
                && w.Reached < head.SubscriberId && w.Alert.Kind == AlertKind.New)
            .OrderBy(w => w.FanOut.Id)];
        return behind.Count > 0 && _lookedBehind.Add((head.SubscriberId, head.Priority)) ? behind : [];
    }

    private static IQueryable<FanOut> Open(AlertsDb db, LaneFence fence) =>
        db.FanOuts.AsNoTracking().Where(f => f.Platform == fence.Platform && f.Account == fence.Account && f.State == FanOutState.Open);

    private static (Priority, long, long) Order(Walk walk) => (walk.FanOut.Priority, walk.ServedAt, walk.FanOut.Id);

    // A correction passes neither the message it corrects nor an earlier correction of it.
    private bool IsBehindItsLike(Walk walk, IReadOnlyCollection<OnePiece> inTheAir) =>
        walk.Alert.Kind != AlertKind.New
        && (inTheAir.Any(p => !p.IsSetAside && p.Alerts.Any(a => a.Kind == AlertKind.New && a.ArticleId == walk.Alert.ArticleId))
            || _walks.Values.Any(w => w.Alert.Kind != AlertKind.New && w.Alert.ArticleId == walk.Alert.ArticleId && w.FanOut.Id < walk.FanOut.Id));
}
