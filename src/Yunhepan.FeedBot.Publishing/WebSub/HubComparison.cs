using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Storage;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>
/// Compares what subscribers have with what their feeds hold now. What they have is known by the validator of their last
/// delivery, so nothing is missed by a restart, and changes that pile up while one is away go out as one.
/// </summary>
internal sealed class HubComparison(IServiceScopeFactory scopes, HubTopics topics, FeedCache feeds, TimeProvider time)
{
    /// <summary>Marks those for whom something is due.</summary>
    /// <param name="onDue">Called at each topic where there are some: the next topic may have to be rendered first.</param>
    public async Task RunAsync(Action onDue, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PublishingDb>();
        var now = time.GetUtcNow();
        await db.HubSubscriptions.Where(s => s.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        foreach (var topic in await db.HubSubscriptions.Select(s => s.Topic).Distinct().ToListAsync(cancellationToken))
        {
            // A feed that is no more has no tag, and everybody is to be told.
            var feed = topics.Find(topic).Key is { } key ? await feeds.GetNowAsync(key, cancellationToken) : null;
            var tag = feed?.Plain.Tag;
            var behind = db.HubSubscriptions.Where(s => s.Topic == topic && s.NextAttemptAt == null && s.DeliveredTag != tag);
            // Asked first, as mostly nobody is: to write is to make others wait.
            if (!await behind.AnyAsync(cancellationToken))
                continue;
            await behind.ExecuteUpdateAsync(s => s.SetProperty(x => x.NextAttemptAt, now), cancellationToken);
            onDue();
        }
    }
}
