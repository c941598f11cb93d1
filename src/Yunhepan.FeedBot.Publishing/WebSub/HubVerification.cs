using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Storage;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>Asks callbacks whether they meant it; until then nothing changes, also not for one who is subscribed already.</summary>
internal sealed partial class HubVerification(
    PublishingDb db, IServiceScopeFactory scopes, HubTopics topics, SubscriberClient client, FeedCache feeds, IOptions<HubOptions> options, TimeProvider time,
    ILogger<HubVerification> logger)
{
    private const int Batch = 200;
    private const int MostAttempts = 4;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // In the order they came: of two wishes the later one holds.
        var due = await db.HubRequests.AsNoTracking().Where(r => r.NextAttemptAt <= now).OrderBy(r => r.Id).Take(Batch).ToListAsync(cancellationToken);
        await Parallel.ForEachAsync(
            due.GroupBy(r => (r.Topic, r.Callback)),
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = cancellationToken },
            async (wishes, ct) =>
            {
                await using var scope = scopes.CreateAsyncScope();
                foreach (var request in wishes)
                    await SettleAsync(scope.ServiceProvider.GetRequiredService<PublishingDb>(), request, ct);
            });
    }

    private async Task SettleAsync(PublishingDb own, HubRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Whoever moves it ahead has it; a process that dies with it leaves it to be found again.
        var claim = own.HubRequests.Where(r => r.Id == request.Id && r.NextAttemptAt <= now);
        if (await claim.ExecuteUpdateAsync(s => s.SetProperty(r => r.NextAttemptAt, now.AddMinutes(2)), cancellationToken) == 0)
            return;
        var (key, reason) = topics.Find(request.Topic);
        if (request.Subscribes && key is null)
        {
            await client.DenyAsync(request.Callback, request.Topic, reason, cancellationToken);
            LogDenied(request.Topic, request.Callback, reason);
        }
        else
        {
            switch (await client.VerifyAsync(request, cancellationToken))
            {
                case Verdict.Confirmed:
                    await ConfirmAsync(own, request, key, cancellationToken);
                    break;
                case Verdict.NotReached when request.Failures + 1 < MostAttempts:
                    var next = time.GetUtcNow() + Backoff.After(request.Failures + 1);
                    await own.HubRequests.Where(r => r.Id == request.Id).ExecuteUpdateAsync(
                        s => s.SetProperty(r => r.Failures, request.Failures + 1).SetProperty(r => r.NextAttemptAt, next), cancellationToken);
                    return;
                default:
                    LogNotConfirmed(request.Topic, request.Callback);
                    break;
            }
        }

        await own.HubRequests.Where(r => r.Id == request.Id).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task ConfirmAsync(PublishingDb own, HubRequest request, FeedKey? key, CancellationToken cancellationToken)
    {
        var subscription = await own.HubSubscriptions.SingleOrDefaultAsync(s => s.Topic == request.Topic && s.Callback == request.Callback, cancellationToken);
        if (!request.Subscribes)
        {
            if (subscription is not null)
                own.HubSubscriptions.Remove(subscription);
        }
        else
        {
            if (subscription is null)
            {
                // What the feed holds now, the subscriber has read for itself: it came from there.
                var feed = key is { } found ? await feeds.GetAsync(found, cancellationToken) : null;
                subscription = new HubSubscription { Topic = request.Topic, Callback = request.Callback, Host = request.Host, DeliveredTag = feed?.Plain.Tag ?? "" };
                own.HubSubscriptions.Add(subscription);
            }

            var now = time.GetUtcNow();
            (subscription.Secret, subscription.ExpiresAt) = (request.Secret, now.AddSeconds(request.LeaseSeconds));
            (subscription.Failures, subscription.NextAttemptAt) = (0, now);
        }

        await own.SaveChangesAsync(cancellationToken);
        own.ChangeTracker.Clear();
        LogConfirmed(request.Subscribes ? "subscribed to" : "unsubscribed from", request.Callback, request.Topic);
    }

    [LoggerMessage(LogLevel.Information, "{Callback} {Change} {Topic}")]
    private partial void LogConfirmed(string change, string callback, string topic);

    [LoggerMessage(LogLevel.Information, "{Callback} did not confirm its request for {Topic}")]
    private partial void LogNotConfirmed(string topic, string callback);

    [LoggerMessage(LogLevel.Information, "{Callback} was denied {Topic}: {Reason}")]
    private partial void LogDenied(string topic, string callback, string reason);
}
