using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Publishing.Feeds;
using Yunhepan.FeedBot.Publishing.Storage;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>
/// Compares what subscribers have with what their feeds hold now. What they have is known by the validator of their last
/// delivery, so nothing is missed by a restart, and changes that pile up while one is away go out as one.
/// </summary>
internal sealed class HubComparison(IServiceScopeFactory scopes, HubTopics topics, FeedCache feeds, TimeProvider time)
{
    /// <summary>Searches are compared so many at a time: each is rendered for itself, and the feeds that all read come first.</summary>
    internal const int SearchesAtATime = 20;

    /// <summary>The search that was compared last: the next ones in order have their turn.</summary>
    private string _lastSearch = "";

    /// <summary>Marks those for whom something is due.</summary>
    /// <param name="onDue">Called at each topic where there are some: the next topic may have to be rendered first.</param>
    /// <param name="isWanted">True when something has changed meanwhile: the searches that are left wait for the next time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Action onDue, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PublishingDb>();
        var now = time.GetUtcNow();
        await db.HubSubscriptions.Where(s => s.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        var all = await db.HubSubscriptions.Select(s => s.Topic).Distinct().ToListAsync(cancellationToken);
        var (searches, whole) = (
            all.Where(HubTopics.IsSearch).Order(StringComparer.Ordinal).ToList(), all.Where(topic => !HubTopics.IsSearch(topic)));
        foreach (var topic in whole)
            await CompareAsync(db, topic, onDue, cancellationToken);
        var next = searches.Where(topic => string.CompareOrdinal(topic, _lastSearch) > 0).Concat(searches).Distinct(StringComparer.Ordinal)
            .Take(SearchesAtATime);
        foreach (var topic in next)
        {
            await CompareAsync(db, topic, onDue, cancellationToken);
            _lastSearch = topic;
            if (isWanted())
                break;
        }
    }

    private async Task CompareAsync(PublishingDb db, string topic, Action onDue, CancellationToken cancellationToken)
    {
        // A feed that is no more has no tag, and everybody is to be told.
        var feed = topics.Find(topic).Key is { } key ? await feeds.GetNowAsync(key, cancellationToken) : null;
        var (tag, now) = (feed?.Plain.Tag, time.GetUtcNow());
        var behind = db.HubSubscriptions.Where(s => s.Topic == topic && s.NextAttemptAt == null && s.DeliveredTag != tag);
        // Mostly nobody is to be told, so this is asked first: a write would make other writers wait.
        if (!await behind.AnyAsync(cancellationToken))
            return;
        await behind.ExecuteUpdateAsync(s => s.SetProperty(x => x.NextAttemptAt, now), cancellationToken);
        onDue();
    }
}
