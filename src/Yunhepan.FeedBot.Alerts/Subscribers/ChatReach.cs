using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>
/// Tracks whether chats can be reached. An unreachable chat rests, each time longer; after too many failed sends, or if its
/// people excluded us, it is closed; it comes back when they do. Scoped, like its context.
/// </summary>
public sealed class ChatReach(AlertsDb db, Absences absences, DeadLetterLog log, TimeProvider time)
{
    private readonly DeliveryLedger _ledger = new(db, time, log);

    private static readonly TimeSpan[] Rests = [TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1)];

    /// <summary>
    /// Closes the chat with all its forum topics, because its people excluded us. Those that had stopped stay stopped.
    /// </summary>
    public async Task LostAsync(ChatAddress chat, string reason, CancellationToken cancellationToken)
    {
        foreach (var subscriber in await TopicsOf(chat).AsNoTracking().Where(s => s.State == SubscriberState.Active)
            .ToListAsync(cancellationToken))
            await CloseAsync(subscriber, reason, cancellationToken);
    }

    /// <summary>
    /// Reopens the chat with all its forum topics, because its people or our right to write are back: waiting deliveries are sent
    /// now, and missed alerts are caught up with.
    /// </summary>
    public async Task BackAsync(ChatAddress chat, CancellationToken cancellationToken)
    {
        foreach (var subscriber in await TopicsOf(chat).AsNoTracking().ToListAsync(cancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var isBack = await db.Subscribers.Where(s => s.Id == subscriber.Id && s.State == SubscriberState.Unreachable)
                .ExecuteUpdateAsync(
                set => set.SetProperty(s => s.State, SubscriberState.Active).SetProperty(s => s.StateReason, (string?)null),
                    cancellationToken) > 0;
            await ReachedAsync(subscriber.Id, cancellationToken);
            if (isBack)
                await absences.EndAsync(subscriber, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Ends the rest of a chat, because a message arrived.</summary>
    internal async Task ReachedAsync(long subscriberId, CancellationToken cancellationToken)
    {
        var rested = await db.Subscribers.Where(s => s.Id == subscriberId && s.TimesUnreachable > 0).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.TimesUnreachable, 0).SetProperty(s => s.RestsUntil, (DateTimeOffset?)null)
                .SetProperty(s => s.StateReason, (string?)null),
            cancellationToken);
        if (rested == 0)
            return;
        await _ledger.MoveAsync(subscriberId, HoldKind.Rest, time.GetUtcNow(), cancellationToken);
        await _ledger.MoveAsync(subscriberId, HoldKind.Parts, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>Pauses the chat after a failed send.</summary>
    /// <returns>The end of the rest; null if this was the last of <paramref name="tries"/>, after which the chat is
    /// closed.</returns>
    internal async Task<DateTimeOffset?> RestAsync(Subscriber subscriber, string reason, int tries, CancellationToken cancellationToken)
    {
        // The result is empty if the chat was merged into another in the meantime.
        var times = await db.Subscribers.Where(s => s.Id == subscriber.Id).Select(s => s.TimesUnreachable)
            .SingleOrDefaultAsync(cancellationToken) + 1;
        if (times >= tries)
        {
            await CloseAsync(subscriber, reason, cancellationToken);
            return null;
        }

        var until = time.GetUtcNow() + Rests[Math.Min(times, Rests.Length) - 1];
        await db.Subscribers.Where(s => s.Id == subscriber.Id).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.TimesUnreachable, times).SetProperty(s => s.RestsUntil, until)
                .SetProperty(s => s.StateReason, reason),
            cancellationToken);
        return until;
    }

    /// <summary>Closes a chat until its people come back. Waiting deliveries become dead letters that state the reason.</summary>
    internal async Task CloseAsync(Subscriber subscriber, string reason, CancellationToken cancellationToken)
    {
        // In one transaction: a closed chat with remaining rows would lose them silently.
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken)
            : null;
        var isClosed = await db.Subscribers.Where(s => s.Id == subscriber.Id && s.State == SubscriberState.Active).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.State, SubscriberState.Unreachable).SetProperty(s => s.StateReason, reason)
                .SetProperty(s => s.RestsUntil, (DateTimeOffset?)null),
            cancellationToken) > 0;
        if (isClosed)
            await absences.BeginAsync(subscriber.Id, SubscriberState.Unreachable, reason, cancellationToken);
        await _ledger.CloseAsync(subscriber.Id, reason, cancellationToken);
        if (transaction is not null)
            await transaction.CommitAsync(cancellationToken);
    }

    private IQueryable<Subscriber> TopicsOf(ChatAddress chat) =>
        db.Subscribers.Where(s => s.Platform == chat.Platform && s.Account == chat.Account && s.ChatId == chat.ChatId);
}
