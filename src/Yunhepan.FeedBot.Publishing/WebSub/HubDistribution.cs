using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Storage;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>
/// Brings each subscriber what its feed holds now. What it has is known by the validator of its last delivery, so nothing
/// is missed by a restart and nothing is sent twice by another node; changes that pile up while it is away go out as one.
/// </summary>
internal sealed partial class HubDistribution(
    PublishingDb db, IServiceScopeFactory scopes, HubTopics topics, SubscriberClient client, FeedCache feeds, IOptions<HubOptions> options, TimeProvider time,
    ILogger<HubDistribution> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await db.HubSubscriptions.Where(s => s.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        foreach (var topic in await db.HubSubscriptions.Select(s => s.Topic).Distinct().ToListAsync(cancellationToken))
        {
            var (key, reason) = topics.Find(topic);
            var feed = key is { } found ? await feeds.GetNowAsync(found, cancellationToken) : null;
            var tag = feed?.Plain.Tag ?? "";
            var waiting = await db.HubSubscriptions.AsNoTracking()
                .Where(s => s.Topic == topic && s.NextAttemptAt <= now && s.DeliveredTag != tag)
                .ToListAsync(cancellationToken);
            await Parallel.ForEachAsync(
                waiting,
                new ParallelOptions { MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = cancellationToken },
                async (subscription, ct) =>
                {
                    await using var scope = scopes.CreateAsyncScope();
                    var own = scope.ServiceProvider.GetRequiredService<PublishingDb>();
                    if (feed is null)
                        await EndAsync(own, subscription, reason, ct);
                    else
                        await DeliverAsync(own, subscription, feed, ct);
                });
        }
    }

    // The feed is no more: its category has left feeds.json.
    private async Task EndAsync(PublishingDb own, HubSubscription subscription, string reason, CancellationToken cancellationToken)
    {
        await client.DenyAsync(subscription.Callback, subscription.Topic, reason, cancellationToken);
        await own.HubSubscriptions.Where(s => s.Id == subscription.Id).ExecuteDeleteAsync(cancellationToken);
        LogEnded(subscription.Callback, subscription.Topic, reason);
    }

    private async Task DeliverAsync(PublishingDb own, HubSubscription subscription, RenderedFeed feed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var mine = own.HubSubscriptions.Where(s => s.Id == subscription.Id);
        if (await mine.Where(s => s.NextAttemptAt <= now).ExecuteUpdateAsync(s => s.SetProperty(x => x.NextAttemptAt, now.AddMinutes(2)), cancellationToken) == 0)
            return;
        switch (await client.DeliverAsync(subscription, feed, cancellationToken))
        {
            case DeliveryOutcome.Taken:
                var tag = feed.Plain.Tag;
                await mine.ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.DeliveredTag, tag).SetProperty(x => x.Failures, 0).SetProperty(x => x.NextAttemptAt, now), cancellationToken);
                break;
            case DeliveryOutcome.Gone:
                await mine.ExecuteDeleteAsync(cancellationToken);
                LogEnded(subscription.Callback, subscription.Topic, "410 Gone");
                break;
            default:
                var failures = subscription.Failures + 1;
                var next = time.GetUtcNow() + Backoff.After(failures);
                await mine.ExecuteUpdateAsync(s => s.SetProperty(x => x.Failures, failures).SetProperty(x => x.NextAttemptAt, next), cancellationToken);
                LogNotTaken(subscription.Callback, subscription.Topic, failures);
                break;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Callback} no longer gets {Topic}: {Reason}")]
    private partial void LogEnded(string callback, string topic, string reason);

    [LoggerMessage(LogLevel.Information, "{Callback} did not take {Topic} (failure {Failures} in a row); it is tried again")]
    private partial void LogNotTaken(string callback, string topic, int failures);
}
