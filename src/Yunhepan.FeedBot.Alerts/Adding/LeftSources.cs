using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>Remembers the sources that chats removed, with what they had chosen for them. Scoped, like its context.</summary>
public sealed class LeftSources(AlertsDb db, Subscriptions subscriptions, TimeProvider time)
{
    private const int MostShown = 5;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Returns what the chat has chosen for a source; null if it does not follow it.</summary>
    public async Task<SubscriptionChoice?> ChoiceAsync(Subscriber chat, string sourceId, CancellationToken cancellationToken)
    {
        var topic = new TopicKey(TopicKind.Source, sourceId);
        return (await subscriptions.ChoicesAsync(chat, cancellationToken)).FirstOrDefault(c => c.Row.Topic == topic).Choice;
    }

    /// <summary>Remembers a source that the chat follows and is about to remove.</summary>
    public async Task RememberAsync(Subscriber chat, string sourceId, CancellationToken cancellationToken)
    {
        if (await ChoiceAsync(chat, sourceId, cancellationToken) is not { Mode: not SubscriptionMode.Muted } choice)
            return;
        var (now, old) = (time.GetUtcNow(), time.GetUtcNow() - Kept);
        await db.LeftSources.Where(l => l.At < old || (l.SubscriberId == chat.Id && l.SourceId == sourceId))
            .ExecuteDeleteAsync(cancellationToken);
        db.LeftSources.Add(new LeftSource
        {
            SubscriberId = chat.Id, SourceId = sourceId, Mode = choice.Mode, Silent = choice.Silent,
            Include = [.. choice.Include], Exclude = [.. choice.Exclude], Language = choice.Language,
            FormatId = choice.FormatId, At = now,
        });
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Returns the added sources that the chat removed lately and does not follow again, the last one first.</summary>
    public async Task<IReadOnlyList<AddedSource>> ReadAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Kept;
        return await db.LeftSources.AsNoTracking()
            .Where(l => l.SubscriberId == chat.Id && l.At >= since
                && !db.Subscriptions.Any(w => w.SubscriberId == chat.Id && w.TopicKind == TopicKind.Source && w.TopicId == l.SourceId))
            .Join(db.AddedSources.AsNoTracking(), l => l.SourceId, s => s.SourceId, (l, s) => new { l.At, Source = s })
            .OrderByDescending(l => l.At).Select(l => l.Source).Take(MostShown).ToListAsync(cancellationToken);
    }

    /// <summary>Returns a source that the chat removed, and what it had chosen for it; null if it removed none by this number.</summary>
    public async Task<(AddedSource Source, SubscriptionChoice Choice)?> FindAsync(
        Subscriber chat, long number, CancellationToken cancellationToken)
    {
        var found = await db.AddedSources.AsNoTracking().Where(s => s.Id == number)
            .Join(db.LeftSources.AsNoTracking().Where(l => l.SubscriberId == chat.Id), s => s.SourceId, l => l.SourceId,
                (s, l) => new { Source = s, Left = l })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.Source, new SubscriptionChoice
        {
            Mode = found.Left.Mode, Silent = found.Left.Silent, Include = found.Left.Include, Exclude = found.Left.Exclude,
            Language = found.Left.Language, FormatId = found.Left.FormatId,
        });
    }
}
