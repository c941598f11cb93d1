using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>
/// Caches rendered documents, both feeds and pages, bounded in bytes: the least recently read ones are dropped first. Each is
/// compared with the store before it is returned, at most once in the time for which it counts as fresh. One request compares
/// while others for the same document wait, or use the previous document if there is one. While the database is unavailable,
/// cached documents are returned.
/// </summary>
/// <param name="capacity">The largest number of bytes.</param>
/// <param name="freshFor">How long a document counts as fresh after it was compared with the store.</param>
internal sealed class RenderedCache<TKey, TDocument>(long capacity, TimeSpan freshFor, DatabaseOutages outages, TimeProvider time)
    where TKey : notnull
    where TDocument : RenderedDocument
{
    /// <summary>The cost of an entry besides its bytes, so that keys without a document are not free.</summary>
    internal const int EntryOverhead = 2048;

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<RenderedSlot<TKey, TDocument>>> _slots = [];
    private readonly LinkedList<RenderedSlot<TKey, TDocument>> _byUse = new();
    private long _size;

    /// <summary>The number of bytes held now.</summary>
    public long Size
    {
        get
        {
            lock (_lock)
                return _size;
        }
    }

    /// <summary>Returns the slot of a document, which can later be used without a lookup.</summary>
    public RenderedSlot<TKey, TDocument> SlotOf(TKey key)
    {
        lock (_lock)
        {
            if (_slots.TryGetValue(key, out var node))
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
                return node.Value;
            }

            var slot = new RenderedSlot<TKey, TDocument>(key);
            _slots[key] = _byUse.AddFirst(slot);
            _size += EntryOverhead;
            Shrink();
            return slot;
        }
    }

    /// <summary>Returns the document of a slot if it was compared recently and made with this tree; otherwise null.</summary>
    public TDocument? Fresh(RenderedSlot<TKey, TDocument> slot, TopicTree tree) =>
        slot.Current is { } current && IsFresh(current, tree) ? current : null;

    /// <summary>Returns the current document; null if there is none.</summary>
    /// <param name="slot">The slot of the document.</param>
    /// <param name="tree">The current tree: a document that was made with another one is never fresh.</param>
    /// <param name="check">Compares the cached document, if any, with the store, and returns it, another one, or null. It is
    /// called once for all concurrent requests.</param>
    /// <param name="exact">True for a caller that needs the store's current state, even if the cached document is fresh.</param>
    /// <param name="cancellationToken">Cancels the wait of this caller.</param>
    public async ValueTask<TDocument?> GetAsync(
        RenderedSlot<TKey, TDocument> slot, TopicTree tree, Func<TDocument?, Task<TDocument?>> check, bool exact,
        CancellationToken cancellationToken)
    {
        if (!exact && Fresh(slot, tree) is { } fresh)
            return fresh;
        var askedAt = time.GetTimestamp();
        if (!slot.Gate.Wait(0, CancellationToken.None))
        {
            // Another request is comparing the document now, so the previous one is good enough.
            if (!exact && freshFor > TimeSpan.Zero && slot.Current is { } last && IsUsable(last, tree))
                return last;
            await slot.Gate.WaitAsync(cancellationToken);
        }

        try
        {
            // Another request may have compared it while this one waited.
            if (slot.Current is { } renewed && IsUsable(renewed, tree)
                && (renewed.CheckedAt > askedAt || (!exact && IsFresh(renewed, tree))))
                return renewed;
            var startedAt = time.GetTimestamp();
            var document = await check(slot.Current) is { } found ? found with { CheckedAt = startedAt } : null;
            Keep(slot, document);
            return document;
        }
        catch (Exception e) when (!exact && slot.Current is { } held && DatabaseFault.IsAway(e))
        {
            // The previous document is better than none, and not every request should query the database again.
            outages.Note(e);
            slot.Current = held with { CheckedAt = time.GetTimestamp() };
            return held;
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    private bool IsFresh(TDocument document, TopicTree tree) =>
        time.GetElapsedTime(document.CheckedAt) < freshFor && IsUsable(document, tree);

    private bool IsUsable(TDocument document, TopicTree tree) =>
        ReferenceEquals(document.Tree, tree) && !document.IsOutdated(time);

    private void Keep(RenderedSlot<TKey, TDocument> slot, TDocument? document)
    {
        lock (_lock)
        {
            // The slot may have left the cache in the meantime: its bytes no longer count, so they must not be kept.
            if (!_slots.TryGetValue(slot.Key, out var node) || node.Value != slot)
                return;
            // There are unlimited addresses without a document, and they must not displace documents.
            if (document is null || !document.IsKept)
            {
                Remove(node);
                return;
            }

            _size += document.Size - slot.CountedSize;
            (slot.CountedSize, slot.Current) = (document.Size, document);
            Shrink();
        }
    }

    private void Shrink()
    {
        while (_size > capacity && _byUse.Last is { } oldest)
            Remove(oldest);
    }

    private void Remove(LinkedListNode<RenderedSlot<TKey, TDocument>> node)
    {
        _byUse.Remove(node);
        _slots.Remove(node.Value.Key);
        _size -= EntryOverhead + node.Value.CountedSize;
        (node.Value.CountedSize, node.Value.Current) = (0, null);
    }
}
