using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts;

public enum FollowResult
{
    Followed,
    AlreadyFollowed,
    UnknownTopic,

    /// <summary>The chat follows as many topics as one may.</summary>
    TooMany,
}

/// <summary>What each chat follows. A change takes effect at the next send. Scoped, as its context is.</summary>
public sealed class Subscriptions(AlertsDb db, Topics topics, IOptions<AlertsOptions> options, TimeProvider time)
{
    public async Task<FollowResult> FollowAsync(Subscriber subscriber, TopicKey topic, CancellationToken cancellationToken)
    {
        if (topics.Find(topic) is null)
            return FollowResult.UnknownTopic;
        if (await ExistsAsync(subscriber, topic, cancellationToken))
            return FollowResult.AlreadyFollowed;
        if (await db.Subscriptions.CountAsync(s => s.SubscriberId == subscriber.Id, cancellationToken) >= options.Value.MaxSubscriptionsPerChat)
            return FollowResult.TooMany;
        var subscription = new Subscription
        {
            SubscriberId = subscriber.Id,
            TopicKind = topic.Kind,
            TopicId = topic.Id,
            CreatedAt = time.GetUtcNow(),
        };
        db.Subscriptions.Add(subscription);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The same button pressed twice at once.
            db.Entry(subscription).State = EntityState.Detached;
            if (await ExistsAsync(subscriber, topic, cancellationToken))
                return FollowResult.AlreadyFollowed;
            throw;
        }

        db.Entry(subscription).State = EntityState.Detached;
        return FollowResult.Followed;
    }

    /// <returns>False when it was not followed.</returns>
    public async Task<bool> UnfollowAsync(Subscriber subscriber, TopicKey topic, CancellationToken cancellationToken) =>
        await db.Subscriptions
            .Where(s => s.SubscriberId == subscriber.Id && s.TopicKind == topic.Kind && s.TopicId == topic.Id)
            .ExecuteDeleteAsync(cancellationToken) > 0;

    /// <returns>How many were followed.</returns>
    public Task<int> UnfollowAllAsync(Subscriber subscriber, CancellationToken cancellationToken) =>
        db.Subscriptions.Where(s => s.SubscriberId == subscriber.Id).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Oldest first. A topic that feeds.json names no more keeps its id for a name, so that one can still unfollow it.</summary>
    public async Task<IReadOnlyList<Topic>> ListAsync(Subscriber subscriber, CancellationToken cancellationToken)
    {
        var wishes = await db.Subscriptions.AsNoTracking()
            .Where(s => s.SubscriberId == subscriber.Id)
            .OrderBy(s => s.CreatedAt).ThenBy(s => s.TopicKind).ThenBy(s => s.TopicId)
            .ToListAsync(cancellationToken);
        return [.. wishes.Select(w => new TopicKey(w.TopicKind, w.TopicId))
            .Select(key => topics.Find(key) ?? new Topic(key, null, key.Id, key.Id, AlertPriority.Normal))];
    }

    private Task<bool> ExistsAsync(Subscriber subscriber, TopicKey topic, CancellationToken cancellationToken) =>
        db.Subscriptions.AnyAsync(
            s => s.SubscriberId == subscriber.Id && s.TopicKind == topic.Kind && s.TopicId == topic.Id, cancellationToken);
}
