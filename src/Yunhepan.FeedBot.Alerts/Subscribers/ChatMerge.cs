using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>
/// Merges two chats: a group took the id of another, or a forum topic was closed and its chat replaces it. The remaining one
/// takes over subscriptions, receipts and waiting deliveries, and what open fan-outs would still deliver to the other, because
/// they may have passed its own place long ago.
/// </summary>
internal sealed class ChatMerge(AlertsDb db, TimeProvider time)
{
    private readonly DeliveryLedger _ledger = new(db, time);

    private const string Reason = "its chat was merged into another";

    /// <summary>Merges the chats within the caller's transaction.</summary>
    public async Task MergeAsync(Subscriber old, Subscriber target, CancellationToken cancellationToken)
    {
        await db.LockChatAsync(old.Id, cancellationToken);
        var subscriptions = await CopySubscriptionsAsync(old, target, cancellationToken);
        await _ledger.TakeOverAsync(old.Id, target.Id, cancellationToken);
        await TakeOverOpenAsync(old, target, subscriptions, cancellationToken);
        await db.Absences.Where(a => a.SubscriberId == old.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.SubscriberId, target.Id), cancellationToken);
        await TakeOverSourcesAsync(old.Id, target.Id, cancellationToken);
        await db.MoveQuestionsAsync(old.Id, target.Id, cancellationToken);
        await _ledger.ForgetAsync(old.Id, cancellationToken);
        await db.Subscriptions.Where(s => s.SubscriberId == old.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Subscribers.Where(s => s.Id == old.Id).ExecuteDeleteAsync(cancellationToken);
        await db.MergedChats.Where(m => m.Into == old.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Into, target.Id), cancellationToken);
        db.MergedChats.Add(new MergedChat { Id = old.Id, Into = target.Id, At = time.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    // What it was told about its sources is not told again in the other chat.
    private async Task TakeOverSourcesAsync(long old, long target, CancellationToken cancellationToken)
    {
        await db.AddedSources.Where(s => s.SubscriberId == old)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.SubscriberId, target), cancellationToken);
        await db.ToldSources.Where(t => t.SubscriberId == old
                && !db.ToldSources.Any(o => o.SubscriberId == target && o.SourceId == t.SourceId))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.SubscriberId, target), cancellationToken);
        await db.LeftSources.Where(l => l.SubscriberId == old
                && !db.LeftSources.Any(o => o.SubscriberId == target && o.SourceId == l.SourceId))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.SubscriberId, target), cancellationToken);
        await db.ForgetDialoguesOfAsync([old], cancellationToken);
        await db.ManagedChats.Where(m => m.PersonId == old || m.ChatId == old).ExecuteDeleteAsync(cancellationToken);
    }

    /// <returns>All topics that the old chat followed or muted.</returns>
    private async Task<IReadOnlyList<Subscription>> CopySubscriptionsAsync(Subscriber old, Subscriber target,
        CancellationToken cancellationToken)
    {
        var subscriptions = await db.Subscriptions.AsNoTracking().Where(s => s.SubscriberId == old.Id).ToListAsync(cancellationToken);
        var known = (await db.Subscriptions.AsNoTracking().Where(s => s.SubscriberId == target.Id).ToListAsync(cancellationToken))
            .Select(s => s.Topic).ToHashSet();
        db.Subscriptions.AddRange(subscriptions.Where(w => !known.Contains(w.Topic)).Select(w => new Subscription
        {
            SubscriberId = target.Id,
            TopicKind = w.TopicKind,
            TopicId = w.TopicId,
            Mode = w.Mode,
            Silent = w.Silent,
            FilterId = w.FilterId,
            FormatId = w.FormatId,
            Until = w.Until,
            Written = w.Written,
            CreatedAt = w.CreatedAt,
            ChangedAt = w.ChangedAt,
        }));
        await db.SaveChangesAsync(cancellationToken);
        return subscriptions;
    }

    // It does not matter whether a fan-out has processed the new chat or only read its page, because a fan-out does not deliver
    // what already waits for a chat.
    private async Task TakeOverOpenAsync(Subscriber old, Subscriber target, IReadOnlyList<Subscription> subscriptions,
        CancellationToken cancellationToken)
    {
        var open = await db.FanOuts.AsNoTracking()
            .Where(f => f.Platform == old.Platform && f.Account == old.Account && f.State == FanOutState.Open && f.Cursor < old.Id)
            .Join(db.Alerts.AsNoTracking(), f => f.AlertRevision, a => a.Revision, (f, a) => a)
            .OrderBy(a => a.Revision).ToListAsync(cancellationToken);
        if (open.Count == 0)
            return;
        var has = await ChatHistory.ReadAsync(db, target.Id, [.. open.Select(a => a.ArticleId).Distinct()], cancellationToken);
        var followed = subscriptions.Where(w => w.Mode != SubscriptionMode.Muted).ToDictionary(w => w.Topic);
        foreach (var alert in open)
        {
            if (alert.Kind != AlertKind.New)
            {
                if (has.NeedsEdit(alert) && !has.Knows(alert))
                    Defer(alert, target, null);
            }
            else if (alert.Topics.Where(followed.ContainsKey).Select(t => (TopicKey?)t).FirstOrDefault() is { } topic && has.Tell(alert))
            {
                Defer(alert, target, topic);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private void Defer(Alert alert, Subscriber target, TopicKey? topic) =>
        _ledger.Defer(alert, target, topic, HoldKind.Turn, time.GetUtcNow(), Reason);
}
