using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>
/// Keeps rendered documents, feeds and pages alike, and is bounded in bytes: the least recently read leave first. Each is compared with
/// the store before it is given out, at most once in the time that it counts as fresh. One request looks while the others that want the
/// same document wait, or go on with the one before where there is one. While the database is away, what is held is given out.
/// </summary>
/// <param name="capacity">How many bytes it may hold.</param>
/// <param name="freshFor">How long a document counts as fresh after it was compared with the store.</param>
internal sealed class RenderedCache<TKey, TDocument>(long capacity, TimeSpan freshFor, DatabaseOutages outages, TimeProvider time)
    where TKey : notnull
    where TDocument : RenderedDocument
{
    /// <summary>What an entry costs besides its bytes: keys that hold nothing must not be free.</summary>
    internal const int EntryOverhead = 2048;

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<RenderedSlot<TKey, TDocument>>> _slots = [];
    private readonly LinkedList<RenderedSlot<TKey, TDocument>> _byUse = new();
    private long _size;

    /// <summary>Bytes held now.</summary>
    public long Size
    {
        get
        {
            lock (_lock)
                return _size;
        }
    }

    /// <summary>The place of a document, which may be asked later without looking it up again.</summary>
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

    /// <summary>What a slot holds if it was compared lately and was made with this tree; else null.</summary>
    public TDocument? Fresh(RenderedSlot<TKey, TDocument> slot, TopicTree tree) =>
        slot.Current is { } current && IsFresh(current, tree) ? current : null;

    /// <summary>Returns the document as it is now; null when there is none.</summary>
    /// <param name="slot">Where it is kept.</param>
    /// <param name="tree">The tree in force: a document that was made with another one is never fresh.</param>
    /// <param name="check">
    /// Compares the document that is held, if any, with the store, and returns it again, or another one, or null. It is called by one
    /// of all who ask at once.
    /// </param>
    /// <param name="exact">True for whoever needs what the store has now, however fresh the document at hand is.</param>
    /// <param name="cancellationToken">Ends the wait of whoever asks.</param>
    public async ValueTask<TDocument?> GetAsync(
        RenderedSlot<TKey, TDocument> slot, TopicTree tree, Func<TDocument?, Task<TDocument?>> check, bool exact,
        CancellationToken cancellationToken)
    {
        if (!exact && Fresh(slot, tree) is { } fresh)
            return fresh;
        var askedAt = time.GetTimestamp();
        if (!slot.Gate.Wait(0, CancellationToken.None))
        {
            // Another request is comparing it now, so the document of a moment ago is good enough.
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
            // The document of a moment ago is better than nothing, and not every request must ask the database again.
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
            // The slot may have left the cache meanwhile: its bytes are not counted any more, so they must not be kept.
            if (!_slots.TryGetValue(slot.Key, out var node) || node.Value != slot)
                return;
            // There are endless addresses without a document: they must not push documents out.
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
