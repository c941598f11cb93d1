using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>An added source that a chat follows.</summary>
/// <param name="Name">The name under which its articles arrive.</param>
/// <param name="Health">How it is doing; null if it was never polled.</param>
public sealed record ShelvedSource(AddedSource Source, Topic Name, AddedSourceHealth? Health);

/// <summary>The added sources of one chat. Scoped, like its context.</summary>
public sealed class AddedSourceShelf(
    AlertsDb db, Subscriptions subscriptions, LeftSources left, AddedSourceCatalogue live, ReadSourceHealth health)
{
    private const int LongestName = 80;

    /// <summary>Returns the added sources that a chat follows, in the order in which it followed them.</summary>
    public async Task<IReadOnlyList<ShelvedSource>> ReadAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var rows = (await subscriptions.RowsAsync(chat, cancellationToken)).Where(w => w.TopicKind == TopicKind.Source).ToList();
        var ids = rows.Select(w => w.TopicId).ToArray();
        var added = await db.AddedSources.AsNoTracking().Where(s => ids.Contains(s.SourceId))
            .ToDictionaryAsync(s => s.SourceId, cancellationToken);
        var states = await health(added.Keys, cancellationToken);
        return [.. rows.Where(w => added.ContainsKey(w.TopicId)).Select(w => new ShelvedSource(
            added[w.TopicId], subscriptions.TopicOf(w), states.GetValueOrDefault(w.TopicId)))];
    }

    /// <summary>Ends the subscription; the source is no longer polled if nobody else follows it.</summary>
    /// <returns>The source; null if the chat does not follow it.</returns>
    public async Task<AddedSource?> RemoveAsync(Subscriber chat, long number, CancellationToken cancellationToken)
    {
        if (await db.AddedSources.AsNoTracking().SingleOrDefaultAsync(s => s.Id == number, cancellationToken) is not { } source)
            return null;
        await left.RememberAsync(chat, source.SourceId, cancellationToken);
        if (!await subscriptions.UnfollowAsync(chat, new TopicKey(TopicKind.Source, source.SourceId), cancellationToken))
            return null;
        await live.RefreshAsync(cancellationToken);
        return source;
    }

    /// <summary>Names a source that the chat itself has added, while no other chat follows it: a name is seen by all.</summary>
    /// <returns>False if it has added no such source or does not follow it alone, or the name is empty.</returns>
    public async Task<bool> RenameAsync(Subscriber chat, long number, string name, CancellationToken cancellationToken)
    {
        if (SourceName.OneLine(name, LongestName) is not { } line)
            return false;
        var renamed = await db.AddedSources
            .Where(s => s.Id == number && s.SubscriberId == chat.Id
                && (s.State == AddedSourceState.Waiting || s.State == AddedSourceState.Approved)
                && db.Subscriptions.Any(w => w.TopicKind == TopicKind.Source && w.TopicId == s.SourceId && w.SubscriberId == chat.Id)
                && !db.Subscriptions.Any(w => w.TopicKind == TopicKind.Source && w.TopicId == s.SourceId && w.SubscriberId != chat.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Name, line).SetProperty(s => s.IsNamed, true), cancellationToken);
        await live.RefreshAsync(cancellationToken);
        return renamed > 0;
    }
}
