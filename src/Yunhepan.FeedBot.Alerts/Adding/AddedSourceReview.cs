using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>What the operators see of added sources, and what they decide. Scoped, like its context.</summary>
public sealed partial class AddedSourceReview(
    AlertsDb db, AddedSourceCatalogue live, CurrentCatalogue catalogue, TimeProvider time, ILogger<AddedSourceReview> logger)
{
    /// <summary>Returns true if feeds.json names the chat as one of an operator.</summary>
    public bool IsOperator(Subscriber chat)
    {
        ArgumentNullException.ThrowIfNull(chat);
        return catalogue.Catalogue.Operators.Any(o => o.Platform == chat.Platform && o.ChatId == chat.ChatId);
    }

    /// <summary>Returns the chats of the operators that can be written to.</summary>
    public async Task<IReadOnlyList<Subscriber>> OperatorsAsync(CancellationToken cancellationToken)
    {
        string[] ids = [.. catalogue.Catalogue.Operators.Select(o => o.ChatId)];
        var chats = await db.Subscribers.AsNoTracking()
            .Where(s => ids.Contains(s.ChatId) && s.ThreadId == "" && s.State != SubscriberState.Unreachable).OrderBy(s => s.Id)
            .ToListAsync(cancellationToken);
        return [.. chats.Where(IsOperator)];
    }

    /// <summary>Returns the sources that wait for a decision, the oldest first.</summary>
    public async Task<IReadOnlyList<AddedSource>> WaitingAsync(CancellationToken cancellationToken) =>
        await db.AddedSources.AsNoTracking().Where(s => s.State == AddedSourceState.Waiting).OrderBy(s => s.At).ThenBy(s => s.Id)
            .ToListAsync(cancellationToken);

    /// <summary>Decides about all sources that came with one file of subscriptions and wait.</summary>
    /// <returns>Each source, and the chats that follow or followed it.</returns>
    public async Task<IReadOnlyList<(AddedSource Source, IReadOnlyList<Subscriber> Followers)>> DecideAllAsync(
        long importId, AddedSourceState state, Subscriber by, CancellationToken cancellationToken)
    {
        List<(AddedSource, IReadOnlyList<Subscriber>)> decided = [];
        foreach (var waiting in (await WaitingAsync(cancellationToken)).Where(s => s.ImportId == importId))
        {
            if (await DecideAsync(waiting.Id, state, null, by, cancellationToken) is { } decision)
                decided.Add(decision);
        }

        return decided;
    }

    /// <summary>Returns the added sources that are polled for their followers or listed, the oldest first.</summary>
    public async Task<IReadOnlyList<AddedSource>> InUseAsync(CancellationToken cancellationToken) =>
        await db.AddedSources.AsNoTracking()
            .Where(s => s.State == AddedSourceState.Approved || s.State == AddedSourceState.Listed).OrderBy(s => s.Id)
            .ToListAsync(cancellationToken);

    /// <summary>Decides about a source. Refusing also ends its subscriptions.</summary>
    /// <param name="number">The number of the source.</param>
    /// <param name="state">Approved, listed or refused.</param>
    /// <param name="categoryId">The category of a listed source.</param>
    /// <param name="by">The chat of the operator.</param>
    /// <param name="cancellationToken">Cancels the decision; nothing changes.</param>
    /// <returns>The source and the chats that follow or followed it; null if there is no such source or it was decided about.</returns>
    public async Task<(AddedSource Source, IReadOnlyList<Subscriber> Followers)?> DecideAsync(
        long number, AddedSourceState state, string? categoryId, Subscriber by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockAddingAsync(cancellationToken);
        var source = await db.AddedSources.AsTracking()
            .SingleOrDefaultAsync(s => s.Id == number && s.State != AddedSourceState.Found, cancellationToken);
        // An old card, or that of another operator, reverses no decision; listing an approved source, or under another category, is a
        // further step.
        if (source is null || (source.State == state && source.CategoryId == categoryId) || source.State == AddedSourceState.Refused
            || (state != AddedSourceState.Listed && source.State != AddedSourceState.Waiting))
            return null;
        (source.State, source.CategoryId, source.DecidedAt) = (state, categoryId, time.GetUtcNow());
        var subscriptions = db.Subscriptions.Where(w => w.TopicKind == TopicKind.Source && w.TopicId == source.SourceId);
        var followers = await db.Subscribers.AsNoTracking()
            .Where(c => subscriptions.Any(w => w.SubscriberId == c.Id) && c.State == SubscriberState.Active).ToListAsync(cancellationToken);
        if (state == AddedSourceState.Refused)
            await subscriptions.ExecuteDeleteAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await live.RefreshAsync(cancellationToken);
        var label = by.Label;
        LogDecided(label, source.Id, source.Url, state);
        return (source, followers);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Operator} decided about added source {Number} ({Url}): {State}")]
    private partial void LogDecided(string @operator, long number, string url, AddedSourceState state);
}
