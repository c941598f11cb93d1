using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <param name="Until">The end of the muting; null until it is unmuted.</param>
/// <param name="IsFollowed">True if the topic is followed, so that its alerts come again when the mute ends.</param>
public sealed record MutedTopic(Topic Topic, DateTimeOffset? Until, bool IsFollowed);

/// <summary>Stores the topics that a chat has muted, whatever else it follows. Scoped, as its context is.</summary>
public sealed partial class MutedTopics(
    AlertsDb db, Subscriptions subscriptions, TimeProvider time, ILogger<MutedTopics> logger)
{
    /// <summary>Lists the topics that are muted now, oldest first.</summary>
    public async Task<IReadOnlyList<MutedTopic>> ListAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return [.. (await subscriptions.RowsAsync(chat, cancellationToken))
            .Where(row => DeliveryPolicy.IsMuted(row, now))
            .Select(row => new MutedTopic(
                subscriptions.TopicOf(row), row.Until == Subscription.NoEnd ? null : row.Until, row.Mode != SubscriptionMode.Muted))];
    }

    /// <summary>Mutes a topic. A followed topic keeps its options and returns with them.</summary>
    /// <param name="until">The end of the mute; null until it is unmuted.</param>
    public async Task<FollowResult> MuteAsync(Subscriber chat, TopicKey topic, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var followed = await RowOf(chat, topic).Where(s => s.Mode != SubscriptionMode.Muted).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.Until, until ?? Subscription.NoEnd).SetProperty(s => s.ChangedAt, now), cancellationToken);
        var result = followed > 0 ? FollowResult.Followed : await subscriptions.ChooseAsync(
            chat, topic, new SubscriptionChoice { Mode = SubscriptionMode.Muted, Until = until }, cancellationToken);
        if (result == FollowResult.Followed)
            LogMute(chat, topic, until);
        return result;
    }

    /// <returns>False if it was not muted.</returns>
    public async Task<bool> UnmuteAsync(Subscriber chat, TopicKey topic, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isEnded = await RowOf(chat, topic).Where(s => s.Mode == SubscriptionMode.Muted).ExecuteDeleteAsync(cancellationToken)
            + await RowOf(chat, topic).Where(s => s.Until > now).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.Until, (DateTimeOffset?)null).SetProperty(s => s.ChangedAt, now), cancellationToken) > 0;
        if (isEnded)
            subscriptions.LogEndOfMute(chat, topic);
        return isEnded;
    }

    private IQueryable<Subscription> RowOf(Subscriber chat, TopicKey topic) =>
        db.Subscriptions.Where(s => s.SubscriberId == chat.Id && s.TopicKind == topic.Kind && s.TopicId == topic.Id);

    // People ask the operator why they receive no alerts, so the log says what keeps them away.
    private void LogMute(Subscriber chat, TopicKey topic, DateTimeOffset? until)
    {
        var (label, name) = (chat.Label, subscriptions.NameOf(topic));
        if (until is { } end)
            LogMutedUntil(label, name, end);
        else
            LogMuted(label, name);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Chat} mutes {Topic}")]
    private partial void LogMuted(string chat, string topic);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Chat} mutes {Topic} until {Until}")]
    private partial void LogMutedUntil(string chat, string topic, ShownTime until);
}
