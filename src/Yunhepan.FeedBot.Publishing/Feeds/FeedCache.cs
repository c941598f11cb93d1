using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>
/// Rendered feeds, each kept as long as its mark and the taxonomy stay the same: an article in one category leaves
/// the feeds of the others alone. Bounded in bytes; one renders while the others who want the same document wait,
/// or go on with the one before where there is one.
/// </summary>
internal sealed class FeedCache(
    IServiceScopeFactory scopes, CurrentTopics taxonomy, IOptions<PublishingOptions> options, DatabaseOutages outages, TimeProvider time)
{
    // What an entry costs besides its bytes: keys that hold nothing must not be free.
    private const int EntryOverhead = 2048;

    private readonly Lock _lock = new();
    private readonly Dictionary<FeedKey, LinkedListNode<FeedSlot>> _slots = [];
    private readonly LinkedList<FeedSlot> _byUse = new();
    private readonly TimeSpan _freshFor = TimeSpan.FromMilliseconds(options.Value.FreshForMilliseconds);
    private readonly long _capacity = options.Value.CacheMegabytes * 1024L * 1024L;
    private long _size;
    private (TopicTree? Tree, DateTimeOffset Since) _known = (null, time.GetUtcNow());

    /// <summary>Bytes held now.</summary>
    public long Size
    {
        get
        {
            lock (_lock)
                return _size;
        }
    }

    /// <summary>The document, or null when there is none.</summary>
    public async ValueTask<RenderedFeed?> GetAsync(FeedKey key, CancellationToken cancellationToken)
    {
        var slot = SlotOf(key);
        return Fresh(slot) ?? await RenewAsync(slot, exact: false, cancellationToken);
    }

    /// <summary>The document made for this once: its address is one that a client made up.</summary>
    public async Task<RenderedFeed?> MakeAsync(FeedKey key, CancellationToken cancellationToken) =>
        (await CheckAsync(key, null, cancellationToken))?.Feed;

    /// <summary>The document as the store has it now, however fresh the one at hand is.</summary>
    public async ValueTask<RenderedFeed?> GetNowAsync(FeedKey key, CancellationToken cancellationToken) =>
        await RenewAsync(SlotOf(key), exact: true, cancellationToken);

    /// <summary>Where a document is kept, to be asked without looking it up again.</summary>
    public FeedSlot SlotOf(FeedKey key)
    {
        lock (_lock)
        {
            if (_slots.TryGetValue(key, out var node))
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
                return node.Value;
            }

            var slot = new FeedSlot(key);
            _slots[key] = _byUse.AddFirst(slot);
            _size += EntryOverhead;
            Shrink();
            return slot;
        }
    }

    /// <summary>What a slot holds if that is still fresh, else null.</summary>
    // Another tree than the one rendered with is never fresh: names and priorities follow feeds.json at once.
    public RenderedFeed? Fresh(FeedSlot slot) =>
        slot.Current is { } current && IsFresh(current, time.GetTimestamp()) ? current.Feed : null;

    /// <summary>The revision that a document with this validator stood for; null when that is not remembered.</summary>
    public long? RevisionOf(FeedKey key, string etag) => SlotOf(key).RevisionOf(etag);

    private async Task<RenderedFeed?> RenewAsync(FeedSlot slot, bool exact, CancellationToken cancellationToken)
    {
        var askedAt = time.GetTimestamp();
        if (!slot.Gate.Wait(0, CancellationToken.None))
        {
            // Somebody is looking already: what was right a moment ago will do.
            if (!exact && _freshFor > TimeSpan.Zero && slot.Current is { } last && ReferenceEquals(last.Tree, taxonomy.Tree))
                return last.Feed;
            await slot.Gate.WaitAsync(cancellationToken);
        }

        try
        {
            // Somebody else may have looked while this one waited.
            if (slot.Current is { } renewed && (renewed.CheckedAt > askedAt || (!exact && IsFresh(renewed, time.GetTimestamp()))))
                return renewed.Feed;
            var feed = await CheckAsync(slot.Key, slot.Current, cancellationToken);
            Keep(slot, feed);
            return feed?.Feed;
        }
        catch (Exception e) when (!exact && slot.Current is { } held && DatabaseFault.IsAway(e))
        {
            // What was right a moment ago rather than nothing; and no look at once for each who asks.
            outages.Note(e);
            slot.Current = held with { CheckedAt = time.GetTimestamp() };
            return held.Feed;
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    private async Task<CheckedFeed?> CheckAsync(FeedKey key, CheckedFeed? last, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var tree = taxonomy.Tree;
        await using var scope = scopes.CreateAsyncScope();
        var renderer = scope.ServiceProvider.GetRequiredService<FeedRenderer>();
        if (await renderer.MarkAsync(key, cancellationToken) is not { } mark)
            return null;
        if (last is not null && last.Mark == mark && ReferenceEquals(last.Tree, tree))
            return last with { CheckedAt = startedAt };
        if (await renderer.RenderAsync(key, mark, KnownSince(tree), cancellationToken) is not { } feed)
            return null;
        // A renamed category changes the tree, but rarely this feed.
        return new CheckedFeed(last is not null && last.Feed.HasBytesOf(feed) ? last.Feed : feed, mark, tree, startedAt);
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

    private bool IsFresh(CheckedFeed feed, long at) =>
        time.GetElapsedTime(feed.CheckedAt, at) < _freshFor && ReferenceEquals(feed.Tree, taxonomy.Tree);

    private void Keep(FeedSlot slot, CheckedFeed? feed)
    {
        lock (_lock)
        {
            // It may have left meanwhile: whoever still knows it must not keep alive what nobody counts.
            if (!_slots.TryGetValue(slot.Key, out var node) || node.Value != slot)
                return;
            // What is not there has more addresses than what is, and must not push that out.
            if (feed is null)
            {
                Remove(node);
                return;
            }

            _size += feed.Feed.Size - slot.Accounted;
            (slot.Accounted, slot.Current) = (feed.Feed.Size, feed);
            Shrink();
        }
    }

    private void Shrink()
    {
        while (_size > _capacity && _byUse.Last is { } oldest)
            Remove(oldest);
    }

    private void Remove(LinkedListNode<FeedSlot> node)
    {
        _byUse.Remove(node);
        _slots.Remove(node.Value.Key);
        _size -= node.Value.Accounted + EntryOverhead;
        node.Value.Current = null;
    }
}
