using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Taxonomy;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>
/// Rendered feeds, each kept as long as its mark and the taxonomy stay the same: an article in one category leaves
/// the feeds of the others alone. Bounded in bytes; one renders while the others who want the same document wait,
/// or go on with the one before where there is one.
/// </summary>
internal sealed class FeedCache(
    IServiceScopeFactory scopes, CurrentTaxonomy taxonomy, IOptions<PublishingOptions> options, RequestFaults faults, TimeProvider time)
{
    // What an entry costs besides its bytes: keys that hold nothing must not be free.
    private const int EntryOverhead = 2048;

    private readonly Lock _lock = new();
    private readonly Dictionary<FeedKey, LinkedListNode<FeedSlot>> _slots = [];
    private readonly LinkedList<FeedSlot> _byUse = new();
    private readonly TimeSpan _freshFor = TimeSpan.FromMilliseconds(options.Value.FreshForMilliseconds);
    private readonly long _capacity = options.Value.CacheMegabytes * 1024L * 1024L;
    private long _size;
    private (TaxonomyTree? Tree, DateTimeOffset Since) _known = (null, time.GetUtcNow());

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
            slot.Current = await CheckAsync(slot.Key, slot.Current, cancellationToken);
            Account(slot);
            return slot.Current?.Feed;
        }
        catch (Exception e) when (!exact && slot.Current is not null && DatabaseFault.IsAway(e))
        {
            // What was right a moment ago rather than nothing; and no look at once for each who asks.
            faults.NoteOutage(e);
            var held = slot.Current with { CheckedAt = time.GetTimestamp() };
            slot.Current = held;
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

    private DateTimeOffset KnownSince(TaxonomyTree tree)
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

    private void Account(FeedSlot slot)
    {
        lock (_lock)
        {
            if (!_slots.TryGetValue(slot.Key, out var node) || node.Value != slot)
                return;
            var size = slot.Current?.Feed.Size ?? 0;
            _size += size - slot.Accounted;
            slot.Accounted = size;
            while (_size > _capacity && _byUse.Last is { } oldest)
            {
                _byUse.RemoveLast();
                _slots.Remove(oldest.Value.Key);
                _size -= oldest.Value.Accounted + EntryOverhead;
                if (oldest.Value != slot)
                    oldest.Value.Current = null;
            }
        }
    }
}
