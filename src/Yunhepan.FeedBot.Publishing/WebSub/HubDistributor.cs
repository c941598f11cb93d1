using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Publishing.Feeds;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Storage;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>Delivers the current feed to each subscriber with a due delivery.</summary>
internal sealed partial class HubDistributor(
    IServiceScopeFactory scopes, HubTopics topics, SubscriberClient client, FeedCache feeds, ICallbackNetwork network,
    IOptions<HubOptions> options, TimeProvider time,
    ILogger<HubDistributor> logger) : ICallbackJobs
{
    /// <summary>The waits before a server that failed is contacted again.</summary>
    internal static readonly BackOff Retries = new(TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));

    public async Task<CallbackJob?> TakeAsync(bool failedBefore, BusyOwners busy, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PublishingDb>();
        var now = time.GetUtcNow();
        var due = db.HubSubscriptions.AsNoTracking().Where(s => s.NextAttemptAt <= now
            && !busy.Domains.Contains(s.Domain) && !busy.Networks.Contains(s.Network) && !busy.Clients.Contains(s.Client));
        due = failedBefore ? due.Where(s => s.Failures > 0) : due.Where(s => s.Failures == 0);
        while (await due.OrderBy(s => s.NextAttemptAt).ThenBy(s => s.Id).FirstOrDefaultAsync(cancellationToken) is { } subscription)
        {
            // The process that moves the time ahead owns the claim.
            var claim = db.HubSubscriptions.Where(s => s.Id == subscription.Id && s.NextAttemptAt <= now);
            if (await claim.ExecuteUpdateAsync(s => s.SetProperty(x => x.NextAttemptAt, now + options.Value.Claim), cancellationToken) > 0)
                return new CallbackJob(
                    new CallbackOwner(subscription.Domain, subscription.Network, subscription.Client),
                    ct => DeliverAsync(subscription, ct));
        }

        return null;
    }

    private async Task DeliverAsync(HubSubscription subscription, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PublishingDb>();
        var mine = db.HubSubscriptions.Where(s => s.Id == subscription.Id);
        if (await FindNowAsync(subscription.Topic, cancellationToken) is not { } feed)
        {
            await EndAsync(mine, subscription, cancellationToken);
            return;
        }

        var tag = feed.Plain.Tag;
        if (tag == subscription.DeliveredTag)
        {
            await RestAsync(mine, subscription.Topic, tag, subscription.Failures, cancellationToken);
            return;
        }

        var (callback, topic) = (network.Show(subscription.Callback), network.Show(subscription.Topic));
        var startedAt = time.GetTimestamp();
        switch (await client.DeliverAsync(subscription, feed, cancellationToken))
        {
            case CallbackOutcome.Taken:
                await RestAsync(
                    mine, subscription.Topic, tag, time.GetElapsedTime(startedAt) > options.Value.Slow ? 1 : 0, cancellationToken);
                break;
            case CallbackOutcome.Gone:
                await mine.ExecuteDeleteAsync(cancellationToken);
                LogEnded(callback, topic, "410 Gone");
                break;
            case CallbackOutcome.Failed:
                var failures = subscription.Failures + 1;
                var next = time.GetUtcNow() + Retries.After(failures);
                await mine.ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.Failures, failures).SetProperty(x => x.NextAttemptAt, next), cancellationToken);
                LogNotTaken(callback, topic, failures);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // The feed no longer exists, because its category has left feeds.json.
    private async Task EndAsync(IQueryable<HubSubscription> mine, HubSubscription subscription, CancellationToken cancellationToken)
    {
        var (callback, topic) = (network.Show(subscription.Callback), network.Show(subscription.Topic));
        var reason = topics.Find(subscription.Topic).Reason;
        await client.DenyAsync(subscription.Callback, subscription.Topic, reason, cancellationToken);
        await mine.ExecuteDeleteAsync(cancellationToken);
        LogEnded(callback, topic, reason);
    }

    private async Task RestAsync(
        IQueryable<HubSubscription> mine, string topic, string tag, int failures, CancellationToken cancellationToken)
    {
        await mine.ExecuteUpdateAsync(
            s => s.SetProperty(x => x.DeliveredTag, tag).SetProperty(x => x.Failures, failures)
                .SetProperty(x => x.NextAttemptAt, (DateTimeOffset?)null), cancellationToken);
        // The comparison skips subscriptions with a running delivery, so a change in the meantime is detected here.
        var now = time.GetUtcNow();
        if ((await FindNowAsync(topic, cancellationToken))?.Plain.Tag != tag)
            await mine.Where(s => s.NextAttemptAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.NextAttemptAt, now), cancellationToken);
    }

    private async Task<RenderedFeed?> FindNowAsync(string topic, CancellationToken cancellationToken) =>
        topics.Find(topic).Key is { } key ? await feeds.GetNowAsync(key, cancellationToken) : null;

    [LoggerMessage(LogLevel.Information, "Subscription of {Callback} to {Topic} ended: {Reason}")]
    private partial void LogEnded(string callback, string topic, string reason);

    [LoggerMessage(LogLevel.Information, "Delivery of {Topic} to {Callback} failed ({Failures} in a row) and is retried")]
    private partial void LogNotTaken(string callback, string topic, int failures);
}
