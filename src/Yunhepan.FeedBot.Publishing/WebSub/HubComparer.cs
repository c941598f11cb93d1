using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Publishing.Feeds;
using Yunhepan.FeedBot.Publishing.Storage;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>
/// Compares the subscribers' versions with the current feeds. A subscriber's version is the validator of its last delivery, so a
/// restart misses nothing, and several changes during an absence become one delivery.
/// </summary>
internal sealed class HubComparer(IServiceScopeFactory scopes, HubTopics topics, FeedCache feeds, TimeProvider time)
{
    /// <summary>
    /// The number of searches compared in one go: each is rendered separately, and the feeds that all read come first.
    /// </summary>
    internal const int SearchesAtATime = 20;

    /// <summary>The last search that was compared; the following ones are next.</summary>
    private string _lastSearch = "";

    /// <summary>Marks the subscriptions for which a delivery is due.</summary>
    /// <param name="onDue">Called at each topic with due deliveries, because the next topic may have to be rendered
    /// first.</param>
    /// <param name="isWanted">Returns true if something has changed in the meantime: the remaining searches then wait for the
    /// next run.</param>
    /// <param name="cancellationToken">Cancels the comparison.</param>
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
        // A removed feed has no tag, and all its subscribers must be told.
        var feed = topics.Find(topic).Key is { } key ? await feeds.GetNowAsync(key, cancellationToken) : null;
        var (tag, now) = (feed?.Plain.Tag, time.GetUtcNow());
        var behind = db.HubSubscriptions.Where(s => s.Topic == topic && s.NextAttemptAt == null && s.DeliveredTag != tag);
        // Usually no delivery is due, so a query comes first: a write would make other writers wait.
        if (!await behind.AnyAsync(cancellationToken))
            return;
        await behind.ExecuteUpdateAsync(s => s.SetProperty(x => x.NextAttemptAt, now), cancellationToken);
        onDue();
    }
}
