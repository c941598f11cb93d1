using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>
/// Caches rendered feeds. Each is kept as long as its mark and the tree stay the same, so an article in one category does not
/// affect the feeds of the others.
/// </summary>
internal sealed class FeedCache(
    IServiceScopeFactory scopes, CurrentTopics topics, IOptions<PublishingOptions> options, DatabaseOutages outages, TimeProvider time)
{
    private readonly RenderedCache<FeedKey, CachedFeed> _feeds = new(
        options.Value.CacheMegabytes * 1024L * 1024L, TimeSpan.FromMilliseconds(options.Value.FreshForMilliseconds), outages, time);

    private readonly Lock _lock = new();
    private (TopicTree? Tree, DateTimeOffset Since) _known = (null, time.GetUtcNow());

    /// <summary>The number of bytes held now.</summary>
    public long Size => _feeds.Size;

    /// <summary>Returns the document, or null if there is none.</summary>
    public ValueTask<RenderedFeed?> GetAsync(FeedKey key, CancellationToken cancellationToken) =>
        GetAsync(key, exact: false, cancellationToken);

    /// <summary>Returns the document in the store's current state, even if the cached one is fresh.</summary>
    public ValueTask<RenderedFeed?> GetNowAsync(FeedKey key, CancellationToken cancellationToken) =>
        GetAsync(key, exact: true, cancellationToken);

    /// <summary>Renders the document for this request alone, because a client invented its address.</summary>
    public async Task<RenderedFeed?> MakeAsync(FeedKey key, CancellationToken cancellationToken) =>
        (await CheckAsync(key, null, cancellationToken))?.Feed;

    /// <summary>Returns the slot of a document, which can later be used without a lookup.</summary>
    public RenderedSlot<FeedKey, CachedFeed> SlotOf(FeedKey key) => _feeds.SlotOf(key);

    /// <summary>Returns the document of a slot if it is fresh, otherwise null.</summary>
    // A document of another tree is never fresh, because names and priorities follow feeds.json at once.
    public RenderedFeed? Fresh(RenderedSlot<FeedKey, CachedFeed> slot) => _feeds.Fresh(slot, topics.Tree)?.Feed;

    /// <summary>Returns the revision of a document with this validator; null if it is not remembered.</summary>
    public long? RevisionOf(FeedKey key, string etag) => SlotOf(key).Current?.RevisionOf(etag);

    private async ValueTask<RenderedFeed?> GetAsync(FeedKey key, bool exact, CancellationToken cancellationToken)
    {
        var slot = _feeds.SlotOf(key);
        // Answered here, so that the many requests that find a fresh document allocate nothing.
        if (!exact && Fresh(slot) is { } fresh)
            return fresh;
        var feed = await _feeds.GetAsync(
            slot, topics.Tree, last => CheckAsync(key, last, cancellationToken), exact, cancellationToken);
        return feed?.Feed;
    }

    private async Task<CachedFeed?> CheckAsync(FeedKey key, CachedFeed? last, CancellationToken cancellationToken)
    {
        var tree = topics.Tree;
        await using var scope = scopes.CreateAsyncScope();
        var renderer = scope.ServiceProvider.GetRequiredService<FeedRenderer>();
        if (await renderer.MarkAsync(key, cancellationToken) is not { } mark)
            return null;
        if (last is not null && last.Mark == mark && ReferenceEquals(last.Tree, tree))
            return last;
        if (await renderer.RenderAsync(key, mark, KnownSince(tree), cancellationToken) is not { } feed)
            return null;
        // A renamed category changes the tree, but rarely this feed.
        return new CachedFeed(last is not null && last.Feed.HasBytesOf(feed) ? last.Feed : feed, mark, tree).After(last);
    }

    private DateTimeOffset KnownSince(TopicTree tree)
    {
        lock (_lock)
        {
            // Changes made while the service was down are known from its start.
            if (!ReferenceEquals(_known.Tree, tree))
                _known = (tree, _known.Tree is null ? _known.Since : time.GetUtcNow());
            return _known.Since;
        }
    }
}
