using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>A document as the cache keeps it: the bytes, and what tells whether they still hold.</summary>
/// <param name="Tree">The tree that it was made with.</param>
internal abstract record RenderedDocument(TopicTree Tree)
{
    /// <summary>The timestamp at which it was compared with the store last; the cache sets it.</summary>
    public long CheckedAt { get; init; }

    /// <summary>Bytes that it holds.</summary>
    public abstract int Size { get; }

    /// <summary>False for a document that is given out once and not kept.</summary>
    public virtual bool IsKept => true;

    /// <summary>True when it must be made anew even if the store has not changed.</summary>
    public virtual bool IsOutdated(TimeProvider time) => false;
}

/// <summary>The place of one document in the cache.</summary>
internal sealed class RenderedSlot<TKey, TDocument>(TKey key)
    where TKey : notnull
    where TDocument : RenderedDocument
{
    private volatile TDocument? _current;

    public TKey Key => key;

    // Never disposed: it holds no handle as long as nobody asks for one.
    public SemaphoreSlim Gate { get; } = new(1);

    public TDocument? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>Bytes counted for it.</summary>
    public int CountedSize { get; set; }
}
