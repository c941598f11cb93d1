using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>
/// Records when chats were away. Chats that were unreachable are caught up with (<see cref="CatchUp"/>); chats that had stopped
/// wanted nothing and miss nothing. Scoped.
/// </summary>
public sealed class Absences
{
    private readonly AlertsDb _db;
    private readonly TimeProvider _time;
    private readonly CatchUp _catchUp;

    public Absences(
        AlertsDb db, ArticleReader articles, PatternMatcher patterns, DeadLetterLog log, IOptions<AlertsOptions> options,
        TimeProvider time) =>
        (_db, _time, _catchUp) = (db, time, new CatchUp(db, articles, patterns, log, options.Value, time));

    /// <summary>Records the start of an absence.</summary>
    internal async Task BeginAsync(long subscriberId, SubscriberState state, string? reason, CancellationToken cancellationToken)
    {
        if (await _db.Absences.AnyAsync(a => a.SubscriberId == subscriberId && a.Until == null, cancellationToken))
            return;
        _db.Absences.Add(new Absence { SubscriberId = subscriberId, State = state, Reason = reason, From = _time.GetUtcNow() });
        await _db.SaveChangesAsync(cancellationToken);
        _db.ChangeTracker.Clear();
    }

    /// <summary>Records the end of an absence, within the transaction that makes the chat active.</summary>
    internal async Task EndAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var open = await _db.Absences.AsNoTracking().Where(a => a.SubscriberId == chat.Id && a.Until == null).OrderBy(a => a.From)
            .ToListAsync(cancellationToken);
        if (open.Count == 0)
            return;
        var now = _time.GetUtcNow();
        await _db.Absences.Where(a => a.SubscriberId == chat.Id && a.Until == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Until, now), cancellationToken);
        if (open.Find(a => a.State == SubscriberState.Unreachable) is { } closed)
            await _catchUp.BringAsync(chat, closed, now, cancellationToken);
    }
}
