using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>
/// Rendered feeds. Each is kept as long as its mark and the tree stay the same: an article in one category leaves the feeds of the
/// others alone.
/// </summary>
internal sealed class FeedCache(
    IServiceScopeFactory scopes, CurrentTopics topics, IOptions<PublishingOptions> options, DatabaseOutages outages, TimeProvider time)
{
    private readonly RenderedCache<FeedKey, CachedFeed> _feeds = new(
        options.Value.CacheMegabytes * 1024L * 1024L, TimeSpan.FromMilliseconds(options.Value.FreshForMilliseconds), outages, time);

    private readonly Lock _lock = new();
    private (TopicTree? Tree, DateTimeOffset Since) _known = (null, time.GetUtcNow());

    /// <summary>Bytes held now.</summary>
    public long Size => _feeds.Size;

    /// <summary>The document, or null when there is none.</summary>
    public ValueTask<RenderedFeed?> GetAsync(FeedKey key, CancellationToken cancellationToken) =>
        GetAsync(key, exact: false, cancellationToken);

    /// <summary>The document as the store has it now, however fresh the one at hand is.</summary>
    public ValueTask<RenderedFeed?> GetNowAsync(FeedKey key, CancellationToken cancellationToken) =>
        GetAsync(key, exact: true, cancellationToken);

    /// <summary>Makes the document for this request alone, because a client invented its address.</summary>
    public async Task<RenderedFeed?> MakeAsync(FeedKey key, CancellationToken cancellationToken) =>
        (await CheckAsync(key, null, cancellationToken))?.Feed;

    /// <summary>Returns the place of a document, which can be asked later without looking it up again.</summary>
    public RenderedSlot<FeedKey, CachedFeed> SlotOf(FeedKey key) => _feeds.SlotOf(key);

    /// <summary>What a slot holds if that is still fresh, else null.</summary>
    // Another tree than the one rendered with is never fresh: names and priorities follow feeds.json at once.
    public RenderedFeed? Fresh(RenderedSlot<FeedKey, CachedFeed> slot) => _feeds.Fresh(slot, topics.Tree)?.Feed;

    /// <summary>The revision that a document with this validator stood for; null when that is not remembered.</summary>
    public long? RevisionOf(FeedKey key, string etag) => SlotOf(key).Current?.RevisionOf(etag);

    private async ValueTask<RenderedFeed?> GetAsync(FeedKey key, bool exact, CancellationToken cancellationToken)
    {
        var slot = _feeds.SlotOf(key);
        // Answered here, so that nothing is allocated for the many requests that find it fresh.
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
            // What was changed while the service was down is known since it is up.
            if (!ReferenceEquals(_known.Tree, tree))
                _known = (tree, _known.Tree is null ? _known.Since : time.GetUtcNow());
            return _known.Since;
        }
    }
}
