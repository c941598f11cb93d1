using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <param name="Until">The end of the muting; null until it is unmuted.</param>
public sealed record MutedTopic(Topic Topic, DateTimeOffset? Until);

/// <summary>Stores the topics that a chat has muted, whatever else it follows. Scoped, like its context.</summary>
public sealed class MutedTopics(AlertsDb db, Subscriptions subscriptions, TimeProvider time)
{
    /// <summary>Lists the topics that are muted now, oldest first.</summary>
    public async Task<IReadOnlyList<MutedTopic>> ListAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return [.. (await subscriptions.RowsAsync(chat, cancellationToken))
            .Where(row => DeliveryPolicy.IsMuted(row, now))
            .Select(row => new MutedTopic(subscriptions.TopicOf(row), row.Until))];
    }

    /// <summary>Mutes a topic, followed or not.</summary>
    /// <param name="until">The end for a topic that is not followed; a followed one stays muted until it is unmuted.</param>
    public Task<FollowResult> MuteAsync(Subscriber chat, TopicKey topic, DateTimeOffset? until, CancellationToken cancellationToken) =>
        subscriptions.ChooseAsync(chat, topic, new SubscriptionChoice { Mode = SubscriptionMode.Muted, Until = until }, cancellationToken);

    /// <returns>False if it was not muted.</returns>
    public async Task<bool> UnmuteAsync(Subscriber chat, TopicKey topic, CancellationToken cancellationToken) =>
        await db.Subscriptions
            .Where(s => s.SubscriberId == chat.Id && s.TopicKind == topic.Kind && s.TopicId == topic.Id && s.Mode == SubscriptionMode.Muted)
            .ExecuteDeleteAsync(cancellationToken) > 0;
}
