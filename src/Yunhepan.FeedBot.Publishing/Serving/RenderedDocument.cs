using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>A cached document: the bytes, and the data that shows whether they are still valid.</summary>
/// <param name="Tree">The tree with which it was made.</param>
internal abstract record RenderedDocument(TopicTree Tree)
{
    /// <summary>The timestamp at which it was last compared with the store; set by the cache.</summary>
    public long CheckedAt { get; init; }

    /// <summary>The number of bytes it holds.</summary>
    public abstract int Size { get; }

    /// <summary>False for a document that is returned once and not kept.</summary>
    public virtual bool IsKept => true;

    /// <summary>Returns true if it must be rendered again even if the store has not changed.</summary>
    public virtual bool IsOutdated(TimeProvider time) => false;
}

/// <summary>The slot of one document in the cache.</summary>
internal sealed class RenderedSlot<TKey, TDocument>(TKey key)
    where TKey : notnull
    where TDocument : RenderedDocument
{
    private volatile TDocument? _current;

    public TKey Key => key;

    // Never disposed, because it holds no handle unless AvailableWaitHandle is used.
    public SemaphoreSlim Gate { get; } = new(1);

    public TDocument? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>The number of bytes counted for it.</summary>
    public int CountedSize { get; set; }
}
