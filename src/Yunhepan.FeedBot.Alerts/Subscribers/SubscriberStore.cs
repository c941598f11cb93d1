using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>Stores the chats. Scoped, like its context.</summary>
public sealed class SubscriberStore(AlertsDb db, Absences absences, TimeProvider time)
{
    /// <summary>Returns the chat, and adds it when it is new. A chat that had stopped or could not be reached is active again.</summary>
    /// <param name="language">For a new chat only: a known one keeps its choice.</param>
    /// <param name="name">What a group calls itself, as a stranger wrote it; null leaves the known name.</param>
    public async Task<Subscriber> ArriveAsync(
        ChatAddress chat, string language, CancellationToken cancellationToken, string? name = null)
    {
        var subscriber = await FindAsync(chat, cancellationToken) ?? await AddAsync(chat, language, cancellationToken);
        if (OnOneLine(name) is { } called && called != subscriber.Name)
            await SetNameAsync(subscriber, called, cancellationToken);
        if (subscriber.State != SubscriberState.Active)
            await SetStateAsync(subscriber, SubscriberState.Active, cancellationToken);
        return subscriber;
    }

    public Task<Subscriber?> FindAsync(ChatAddress chat, CancellationToken cancellationToken)
    {
        var thread = chat.ThreadId ?? "";
        return db.Subscribers.AsNoTracking().SingleOrDefaultAsync(
            s => s.Platform == chat.Platform && s.Account == chat.Account && s.ChatId == chat.ChatId && s.ThreadId == thread,
            cancellationToken);
    }

    /// <param name="isChosen">True if its people chose the language; false if it was inferred.</param>
    public async Task SetLanguageAsync(Subscriber subscriber, string language, bool isChosen, CancellationToken cancellationToken)
    {
        await db.Subscribers.Where(s => s.Id == subscriber.Id).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.Language, language).SetProperty(s => s.LanguageIsChosen, isChosen), cancellationToken);
        (subscriber.Language, subscriber.LanguageIsChosen) = (language, isChosen);
    }

    private async Task SetNameAsync(Subscriber subscriber, string name, CancellationToken cancellationToken)
    {
        await db.Subscribers.Where(s => s.Id == subscriber.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Name, name), cancellationToken);
        subscriber.Name = name;
    }

    // Logs and tables contain it, so it has no line breaks and a limited length.
    private static string? OnOneLine(string? name)
    {
        const int longest = 64;
        var line = string.Join(' ', new string([.. (name ?? "").Select(c => char.IsControl(c) ? ' ' : c)])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : line.Length > longest ? string.Concat(line.AsSpan(0, longest - 1), "…") : line;
    }

    /// <summary>Stops a chat until it comes back. Its subscriptions are kept.</summary>
    public Task StopAsync(Subscriber subscriber, CancellationToken cancellationToken) =>
        SetStateAsync(subscriber, SubscriberState.Stopped, cancellationToken);

    /// <summary>Changes the id of the chat. If a chat with the new id is known already, the two are merged.</summary>
    public Task MoveAsync(ChatAddress chat, string newChatId, CancellationToken cancellationToken) =>
        MoveAsync(chat, chat with { ChatId = newChatId }, cancellationToken);

    /// <summary>
    /// Changes the address of the chat: to another id, or to the chat itself if its forum topic no longer exists.
    /// </summary>
    public async Task MoveAsync(ChatAddress chat, ChatAddress to, CancellationToken cancellationToken)
    {
        if (chat == to || await FindAsync(chat, cancellationToken) is not { } subscriber)
            return;
        var thread = to.ThreadId ?? "";
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(to, cancellationToken) is { } target)
        {
            await new ChatMerge(db, time).MergeAsync(subscriber, target, cancellationToken);
            if (subscriber.State == SubscriberState.Active && target.State == SubscriberState.Unreachable)
                await SetStateAsync(target, SubscriberState.Active, cancellationToken);
            else if (target.State == SubscriberState.Active)
                await absences.EndAsync(target, cancellationToken);
        }
        else
        {
            await db.Subscribers.Where(s => s.Id == subscriber.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.ChatId, to.ChatId).SetProperty(s => s.ThreadId, thread),
                    cancellationToken);
        }

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
            // Two messages of one new chat arrived at once, and the other one has added it.
            db.Entry(subscriber).State = EntityState.Detached;
            if (await FindAsync(chat, cancellationToken) is { } added)
                return added;
            throw;
        }

        db.Entry(subscriber).State = EntityState.Detached;
        return subscriber;
    }

    private async Task SetStateAsync(Subscriber subscriber, SubscriberState state, CancellationToken cancellationToken)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken)
            : null;
        await db.Subscribers.Where(s => s.Id == subscriber.Id).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.State, state).SetProperty(s => s.StateReason, (string?)null)
                .SetProperty(s => s.TimesUnreachable, 0).SetProperty(s => s.RestsUntil, (DateTimeOffset?)null),
            cancellationToken);
        (subscriber.State, subscriber.StateReason) = (state, null);
        if (state == SubscriberState.Active)
            await absences.EndAsync(subscriber, cancellationToken);
        else
            await absences.BeginAsync(subscriber.Id, state, null, cancellationToken);
        if (transaction is not null)
            await transaction.CommitAsync(cancellationToken);
    }
}
