using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts;

/// <summary>The chats we know. Scoped, as its context is.</summary>
public sealed class Subscribers(AlertsDb db, TimeProvider time)
{
    /// <summary>Gets the chat or adds it; one that had stopped or could not be reached is active again.</summary>
    /// <param name="language">For a new chat only: a known one keeps its choice.</param>
    public async Task<Subscriber> ArriveAsync(ChatAddress chat, string language, CancellationToken cancellationToken)
    {
        var subscriber = await FindAsync(chat, cancellationToken) ?? await AddAsync(chat, language, cancellationToken);
        if (subscriber.State != SubscriberState.Active)
            await SetStateAsync(subscriber, SubscriberState.Active, null, cancellationToken);
        return subscriber;
    }

    public Task<Subscriber?> FindAsync(ChatAddress chat, CancellationToken cancellationToken)
    {
        var thread = chat.ThreadId ?? "";
        return db.Subscribers.AsNoTracking().SingleOrDefaultAsync(
            s => s.Platform == chat.Platform && s.Account == chat.Account && s.ChatId == chat.ChatId && s.ThreadId == thread,
            cancellationToken);
    }

    public async Task SetLanguageAsync(Subscriber subscriber, string language, CancellationToken cancellationToken)
    {
        await db.Subscribers.Where(s => s.Id == subscriber.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Language, language), cancellationToken);
        subscriber.Language = language;
    }

    /// <summary>The chat wants nothing until it comes back; its subscriptions are kept.</summary>
    public Task StopAsync(Subscriber subscriber, CancellationToken cancellationToken) =>
        SetStateAsync(subscriber, SubscriberState.Stopped, null, cancellationToken);

    /// <summary>The chat has another id from now on; where that one is known already, the two become one.</summary>
    public Task MoveAsync(ChatAddress chat, string newChatId, CancellationToken cancellationToken) =>
        MoveAsync(chat, chat with { ChatId = newChatId }, cancellationToken);

    /// <summary>The chat is elsewhere from now on: another id, or the chat itself when its forum topic is no more.</summary>
    public async Task MoveAsync(ChatAddress chat, ChatAddress to, CancellationToken cancellationToken)
    {
        if (chat == to || await FindAsync(chat, cancellationToken) is not { } subscriber)
            return;
        var thread = to.ThreadId ?? "";
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(to, cancellationToken) is { } target)
            await MergeAsync(subscriber, target, cancellationToken);
        else
            await db.Subscribers.Where(s => s.Id == subscriber.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.ChatId, to.ChatId).SetProperty(s => s.ThreadId, thread), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<Subscriber> AddAsync(ChatAddress chat, string language, CancellationToken cancellationToken)
    {
        var subscriber = new Subscriber
        {
            Platform = chat.Platform,
            Account = chat.Account,
            ChatId = chat.ChatId,
            ThreadId = chat.ThreadId ?? "",
            Language = language,
            CreatedAt = time.GetUtcNow(),
        };
        db.Subscribers.Add(subscriber);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two messages of one new chat at once: the other one has added it.
            db.Entry(subscriber).State = EntityState.Detached;
            if (await FindAsync(chat, cancellationToken) is { } added)
                return added;
            throw;
        }

        db.Entry(subscriber).State = EntityState.Detached;
        return subscriber;
    }

    private async Task SetStateAsync(Subscriber subscriber, SubscriberState state, string? reason, CancellationToken cancellationToken)
    {
        await db.Subscribers.Where(s => s.Id == subscriber.Id).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.State, state).SetProperty(s => s.StateReason, reason)
                .SetProperty(s => s.TimesUnreachable, 0).SetProperty(s => s.RestsUntil, (DateTimeOffset?)null),
            cancellationToken);
        (subscriber.State, subscriber.StateReason) = (state, reason);
    }

    private async Task MergeAsync(Subscriber old, Subscriber target, CancellationToken cancellationToken)
    {
        var wishes = await db.Subscriptions.AsNoTracking()
            .Where(s => s.SubscriberId == old.Id
                && !db.Subscriptions.Any(t => t.SubscriberId == target.Id && t.TopicKind == s.TopicKind && t.TopicId == s.TopicId))
            .ToListAsync(cancellationToken);
        db.Subscriptions.AddRange(wishes.Select(w => new Subscription
        {
            SubscriberId = target.Id,
            TopicKind = w.TopicKind,
            TopicId = w.TopicId,
            Mode = w.Mode,
            Silent = w.Silent,
            FilterId = w.FilterId,
            Until = w.Until,
            Written = w.Written,
            CreatedAt = w.CreatedAt,
            ChangedAt = w.ChangedAt,
        }));
        await db.SaveChangesAsync(cancellationToken);
        // What the old chat got, the new one has: a platform that moves a chat keeps its messages.
        await db.Receipts
            .Where(r => r.SubscriberId == old.Id && !db.Receipts.Any(t => t.SubscriberId == target.Id && t.ArticleId == r.ArticleId))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.SubscriberId, target.Id), cancellationToken);
        await db.Deferred
            .Where(d => d.SubscriberId == old.Id
                && !db.Deferred.Any(t => t.SubscriberId == target.Id && t.AlertRevision == d.AlertRevision)
                && !db.Receipts.Any(t => t.SubscriberId == target.Id && t.AlertRevision == d.AlertRevision))
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.SubscriberId, target.Id), cancellationToken);
        await db.Receipts.Where(r => r.SubscriberId == old.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Deferred.Where(d => d.SubscriberId == old.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Subscriptions.Where(s => s.SubscriberId == old.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Subscribers.Where(s => s.Id == old.Id).ExecuteDeleteAsync(cancellationToken);
        if (old.State == SubscriberState.Active && target.State == SubscriberState.Unreachable)
            await SetStateAsync(target, SubscriberState.Active, null, cancellationToken);
    }
}
