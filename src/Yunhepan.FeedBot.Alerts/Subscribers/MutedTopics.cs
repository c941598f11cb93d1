using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <param name="Until">Null: until it is unmuted.</param>
public sealed record MutedTopic(Topic Topic, DateTimeOffset? Until);

/// <summary>Stores the topics that a chat has muted, whatever else it follows. Scoped, as its context is.</summary>
public sealed class MutedTopics(Subscriptions subscriptions, TimeProvider time)
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
    /// <param name="until">For one that is not followed; one that is stays muted until it is unmuted.</param>
    public Task<FollowResult> MuteAsync(Subscriber chat, TopicKey topic, DateTimeOffset? until, CancellationToken cancellationToken) =>
        subscriptions.ChooseAsync(chat, topic, new SubscriptionChoice { Mode = SubscriptionMode.Muted, Until = until }, cancellationToken);

    /// <returns>False when it was not muted.</returns>
    public Task<bool> UnmuteAsync(Subscriber chat, TopicKey topic, CancellationToken cancellationToken) =>
        subscriptions.UnmuteAsync(chat, topic, cancellationToken);
}
