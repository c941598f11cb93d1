using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Publishing.Feeds;
using Yunhepan.FeedBot.Publishing.Storage;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>Asks callbacks to confirm their requests; nothing changes before that, also for an existing subscription.</summary>
internal sealed partial class HubVerifier(
    IServiceScopeFactory scopes, HubTopics topics, SubscriberClient client, FeedCache feeds, ICallbackNetwork network,
    IOptions<HubOptions> options, TimeProvider time,
    ILogger<HubVerifier> logger) : ICallbackJobs
{
    private const int MostAttempts = 4;

    public async Task<CallbackJob?> TakeAsync(bool failedBefore, BusyOwners busy, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PublishingDb>();
        var now = time.GetUtcNow();
        // If a subscriber sent two requests, the later one counts: it waits until the earlier is done.
        var due = db.HubRequests.AsNoTracking().Where(r => r.NextAttemptAt <= now
            && !busy.Domains.Contains(r.Domain) && !busy.Networks.Contains(r.Network) && !busy.Clients.Contains(r.Client)
            && !db.HubRequests.Any(
                earlier => earlier.Domain == r.Domain && earlier.Id < r.Id && earlier.Topic == r.Topic && earlier.Callback == r.Callback));
        due = failedBefore ? due.Where(r => r.Failures > 0) : due.Where(r => r.Failures == 0);
        while (await due.OrderBy(r => r.NextAttemptAt).ThenBy(r => r.Id).FirstOrDefaultAsync(cancellationToken) is { } request)
        {
            // The process that moves the time ahead owns the claim.
            var claim = db.HubRequests.Where(r => r.Id == request.Id && r.NextAttemptAt <= now);
            if (await claim.ExecuteUpdateAsync(s => s.SetProperty(r => r.NextAttemptAt, now + options.Value.Claim), cancellationToken) > 0)
                return new CallbackJob(new CallbackOwner(request.Domain, request.Network, request.Client), ct => SettleAsync(request, ct));
        }

        return null;
    }

    private async Task SettleAsync(HubRequest request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PublishingDb>();
        var (key, reason) = topics.Find(request.Topic);
        var (callback, topic) = (network.Show(request.Callback), network.Show(request.Topic));
        if (request.Subscribes && key is null)
        {
            await client.DenyAsync(request.Callback, request.Topic, reason, cancellationToken);
            LogDenied(topic, callback, reason);
        }
        else
        {
            switch (await client.VerifyAsync(request, cancellationToken))
            {
                case CallbackAnswer.Confirmed:
                    await ConfirmAsync(db, request, key, cancellationToken);
                    break;
                case CallbackAnswer.NotReached when request.Failures + 1 < MostAttempts:
                    var next = time.GetUtcNow() + HubDistributor.Retries.After(request.Failures + 1);
                    await db.HubRequests.Where(r => r.Id == request.Id).ExecuteUpdateAsync(
                        s => s.SetProperty(r => r.Failures, request.Failures + 1).SetProperty(r => r.NextAttemptAt, next),
                        cancellationToken);
                    return;
                case CallbackAnswer.NotReached or CallbackAnswer.Refused:
                    LogNotConfirmed(topic, callback);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        await db.HubRequests.Where(r => r.Id == request.Id).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task ConfirmAsync(PublishingDb db, HubRequest request, FeedKey? key, CancellationToken cancellationToken)
    {
        var subscription = await db.HubSubscriptions.SingleOrDefaultAsync(
            s => s.Topic == request.Topic && s.Callback == request.Callback, cancellationToken);
        if (!request.Subscribes)
        {
            if (subscription is not null)
                db.HubSubscriptions.Remove(subscription);
        }
        else
        {
            if (subscription is null)
            {
                // The subscriber has read the current version of the feed itself, because it found the hub there.
                var feed = key is { } found ? await feeds.GetAsync(found, cancellationToken) : null;
                subscription = new HubSubscription
                {
                    Topic = request.Topic,
                    Callback = request.Callback,
                    Domain = request.Domain,
                    Network = request.Network,
                    Client = request.Client,
                    DeliveredTag = feed?.Plain.Tag ?? "",
                };
                db.HubSubscriptions.Add(subscription);
            }

            var now = time.GetUtcNow();
            (subscription.Secret, subscription.ExpiresAt) = (request.Secret, now.AddSeconds(request.LeaseSeconds));
            (subscription.Network, subscription.Client) = (request.Network, request.Client);
            // A callback that confirms is reachable again and is tried at once. It counts as failing until it accepts a delivery;
            // otherwise confirming would gain it a better place.
            if (subscription.Failures > 0 && subscription.NextAttemptAt is not null)
                subscription.NextAttemptAt = now;
        }

        await db.SaveChangesAsync(cancellationToken);
        var (callback, topic) = (network.Show(request.Callback), network.Show(request.Topic));
        LogConfirmed(request.Subscribes ? "subscribed to" : "unsubscribed from", callback, topic);
    }

    [LoggerMessage(LogLevel.Information, "Subscription: {Callback} {Change} {Topic}")]
    private partial void LogConfirmed(string change, string callback, string topic);

    [LoggerMessage(LogLevel.Information, "{Callback} did not confirm its request for {Topic}")]
    private partial void LogNotConfirmed(string topic, string callback);

    [LoggerMessage(LogLevel.Information, "Subscription of {Callback} to {Topic} was denied: {Reason}")]
    private partial void LogDenied(string topic, string callback, string reason);
}
