using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Delivery.Choosing;

/// <summary>
/// The progress of a lane with an open fan-out: the last chat taken, the current page, and the sends in flight.
/// </summary>
/// <param name="fence">The fence of the lane that moves the cursor; null to read the audience only.</param>
internal sealed class FanOutCursor(FanOut fanOut, Alert alert, PatternMatcher patterns, LaneFence? fence = null)
{
    private readonly SortedSet<long> _inFlight = [];
    // A stack of the next chats of the current page, with the next one on top.
    private readonly Stack<long> _ahead = [];

    public FanOut FanOut { get; } = fanOut;

    public Alert Alert { get; } = alert;

    /// <summary>
    /// Returns the row of the fan-out for writing. The query finds no row if another process has the lane in the meantime.
    /// </summary>
    public IQueryable<FanOut> Row(AlertsDb db) =>
        (fence ?? throw new InvalidOperationException("This cursor only reads: it has no lane.")).Row(db, FanOut);

    /// <summary>The topics of the article. It is empty for corrections, which follow the receipts.</summary>
    public IReadOnlySet<TopicKey> Topics { get; } = alert.Topics.ToHashSet();

    /// <summary>The last subscriber taken from the audience.</summary>
    public long Reached { get; private set; } = fanOut.Cursor;

    /// <summary>True if the last page of the audience was empty.</summary>
    public bool IsExhausted { get; set; }

    /// <summary>The lane's turn in which the fan-out was last served. The one that waited longest is next.</summary>
    public long ServedAt { get; set; }

    public bool HasInFlight => _inFlight.Count > 0;

    /// <summary>The article as last read; null if it no longer exists.</summary>
    public Article? Article { get; private set; }

    public FilterEvaluator? Evaluator { get; private set; }

    public DateTimeOffset ReadAt { get; private set; }

    /// <summary>Returns how far the cursor in the database may move if all chats up to this one are processed.</summary>
    public long SettledHaving(long reached) => _inFlight.Count == 0 ? reached : _inFlight.Min - 1;

    /// <summary>Returns how far the cursor may move once the send to a chat is recorded.</summary>
    public long SettledWithout(long subscriberId)
    {
        var others = _inFlight.Where(id => id != subscriberId).Take(1).ToArray();
        return others.Length == 0 ? Reached : others[0] - 1;
    }

    /// <summary>The next chat of the page that wanted the alert; null if a new page is needed.</summary>
    public long? NextAhead => _ahead.TryPeek(out var next) ? next : null;

    /// <param name="upTo">The end of the page; chats up to it that are not in the list do not want the alert.</param>
    public void Turn(IEnumerable<long> wanting, long upTo)
    {
        _ahead.Clear();
        foreach (var id in wanting.Reverse())
            _ahead.Push(id);
        if (_ahead.Count == 0)
            Reached = upTo;
    }

    public void Take(long subscriberId)
    {
        Reached = subscriberId;
        if (_ahead.TryPeek(out var next) && next == subscriberId)
            _ahead.Pop();
    }

    public void Launch(long subscriberId)
    {
        Take(subscriberId);
        _inFlight.Add(subscriberId);
    }

    public void Land(long subscriberId) => _inFlight.Remove(subscriberId);

    /// <summary>Undoes the last launch: the send was not started, so its chat is next again.</summary>
    public void TakeBack(long subscriberId)
    {
        _inFlight.Remove(subscriberId);
        _ahead.Push(subscriberId);
        Reached = subscriberId - 1;
    }

    /// <summary>Makes the fan-out read its article again before the next send.</summary>
    public void ForgetArticle() => ReadAt = default;

    public void Read(Article? article, DateTimeOffset at)
    {
        ReadAt = at;
        if (article is null || Article is null || article.ContentHash != Article.ContentHash)
            Evaluator = article is null ? null : new FilterEvaluator(article, patterns);
        Article = article;
    }

    /// <summary>
    /// Reads the next page of subscribers who may want the alert and matches the subscriptions of all of them at once.
    /// </summary>
    /// <returns>False if nobody is left.</returns>
    public async Task<bool> ReadPageAsync(AlertsDb db, int count, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = await Audience.ReadAsync(db, FanOut, Alert, Topics, Reached, count, cancellationToken);
        if (ids.Count == 0)
            return false;
        Turn(Alert.Kind == AlertKind.New ? await WantingAsync(db, ids, now, cancellationToken) : ids, ids[^1]);
        return true;
    }

    private async Task<IEnumerable<long>> WantingAsync(AlertsDb db, List<long> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var evaluator = Evaluator!;
        var topicIds = Topics.Select(t => t.Id).Append(evaluator.Source.Id).Distinct().ToArray();
        var rows = await db.Subscriptions.AsNoTracking()
            .Where(s => ids.Contains(s.SubscriberId) && topicIds.Contains(s.TopicId))
            .ToListAsync(cancellationToken);
        await evaluator.PrepareAsync(db, rows, cancellationToken);
        var subscriptions = rows.ToLookup(r => r.SubscriberId);
        return ids.Where(id => DeliveryPolicy.FindMatch(subscriptions[id], Topics, evaluator, now).IsWanted);
    }
}
