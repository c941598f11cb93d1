using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>
/// The groups, channels and forum topics that people manage from their private chats. It is only a list: the platform is asked at each
/// change whether the person may. Scoped, like its context.
/// </summary>
public sealed class ManagedChats(AlertsDb db, TimeProvider time)
{
    private const int Most = 30;

    /// <summary>Returns what a person manages, the latest first.</summary>
    public async Task<IReadOnlyList<Subscriber>> ListAsync(Subscriber person, CancellationToken cancellationToken) =>
        await db.ManagedChats.Where(m => m.PersonId == person.Id)
            .Join(db.Subscribers, m => m.ChatId, s => s.Id, (m, s) => s)
            .OrderByDescending(s => s.Id).Take(Most).AsNoTracking().ToListAsync(cancellationToken);

    /// <summary>Returns one of the chats that a person manages; null if it is none of them.</summary>
    public Task<Subscriber?> FindAsync(Subscriber person, long chatId, CancellationToken cancellationToken) =>
        db.ManagedChats.Where(m => m.PersonId == person.Id && m.ChatId == chatId)
            .Join(db.Subscribers, m => m.ChatId, s => s.Id, (m, s) => s)
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);

    public async Task AddAsync(Subscriber person, Subscriber chat, CancellationToken cancellationToken)
    {
        if (await db.ManagedChats.AnyAsync(m => m.PersonId == person.Id && m.ChatId == chat.Id, cancellationToken))
            return;
        var managed = new ManagedChat { PersonId = person.Id, ChatId = chat.Id, At = time.GetUtcNow() };
        db.ManagedChats.Add(managed);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The button was pressed twice at once.
        }

        db.Entry(managed).State = EntityState.Detached;
    }

    /// <summary>Returns whether a topic of a forum already follows this topic of news.</summary>
    public Task<bool> HasThreadForAsync(Subscriber forum, TopicKey topic, CancellationToken cancellationToken) =>
        db.Subscribers
            .Where(s => s.Platform == forum.Platform && s.Account == forum.Account && s.ChatId == forum.ChatId && s.ThreadId != "")
            .AnyAsync(
                s => db.Subscriptions.Any(w => w.SubscriberId == s.Id && w.TopicKind == topic.Kind && w.TopicId == topic.Id
                    && w.Mode != SubscriptionMode.Muted),
                cancellationToken);
}
