using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Taxonomy;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>
/// Rendered feeds, each kept as long as its mark and the taxonomy stay the same: an article in one category leaves
/// the feeds of the others alone. Bounded in bytes; one renders while the others who want the same document wait.
/// </summary>
internal sealed class FeedCache(
    IServiceScopeFactory scopes, CurrentTaxonomy taxonomy, IOptions<PublishingOptions> options, TimeProvider time)
{
    // What an entry costs besides its bytes: keys that hold nothing must not be free.
    private const int EntryOverhead = 2048;

    private readonly Lock _lock = new();
    private readonly Dictionary<FeedKey, LinkedListNode<Slot>> _slots = [];
    private readonly LinkedList<Slot> _byUse = new();
    private readonly TimeSpan _freshFor = TimeSpan.FromMilliseconds(options.Value.FreshForMilliseconds);
    private readonly long _capacity = options.Value.CacheMegabytes * 1024L * 1024L;
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

    public async ValueTask<RenderedFeed> GetAsync(FeedKey key, CancellationToken cancellationToken)
    {
        var slot = Use(key);
        var askedAt = time.GetTimestamp();
        if (slot.Current is { } current && IsFresh(current, askedAt))
            return current.Feed;

        await slot.Gate.WaitAsync(cancellationToken);
        try
        {
            // Somebody else may have looked while this one waited.
            if (slot.Current is { } renewed && (renewed.CheckedAt > askedAt || IsFresh(renewed, time.GetTimestamp())))
                return renewed.Feed;
            slot.Current = await CheckAsync(key, slot.Current, cancellationToken);
            Account(key, slot);
            return slot.Current.Feed;
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    private async Task<Checked> CheckAsync(FeedKey key, Checked? last, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var tree = taxonomy.Tree;
        await using var scope = scopes.CreateAsyncScope();
        var renderer = scope.ServiceProvider.GetRequiredService<FeedRenderer>();
        var mark = await renderer.MarkAsync(key, cancellationToken);
        if (last is not null && last.Revision == mark.Revision && ReferenceEquals(last.Tree, tree))
            return last with { CheckedAt = startedAt };
        var feed = await renderer.RenderAsync(key, mark, cancellationToken);
        // A renamed category changes the tree, but rarely this feed.
        return new Checked(last is not null && last.Feed.HasBytesOf(feed) ? last.Feed : feed, mark.Revision, tree, startedAt);
    }

    // Another tree than the one rendered with is never fresh: names and priorities follow feeds.json at once.
    private bool IsFresh(Checked current, long now) =>
        time.GetElapsedTime(current.CheckedAt, now) < _freshFor && ReferenceEquals(current.Tree, taxonomy.Tree);

    private Slot Use(FeedKey key)
    {
        lock (_lock)
        {
            if (_slots.TryGetValue(key, out var node))
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
                return node.Value;
            }

            var slot = new Slot(key);
            _slots[key] = _byUse.AddFirst(slot);
            _size += EntryOverhead;
            return slot;
        }
    }

    private void Account(FeedKey key, Slot slot)
    {
        lock (_lock)
        {
            if (!_slots.TryGetValue(key, out var node) || node.Value != slot)
                return;
            var size = slot.Current?.Feed.Size ?? 0;
            _size += size - slot.Accounted;
            slot.Accounted = size;
            while (_size > _capacity && _byUse.Last is { } oldest)
            {
                _byUse.RemoveLast();
                _slots.Remove(oldest.Value.Key);
                _size -= oldest.Value.Accounted + EntryOverhead;
            }
        }
    }

    /// <param name="CheckedAt">Timestamp at which the look at the store began.</param>
    private sealed record Checked(RenderedFeed Feed, long Revision, TaxonomyTree Tree, long CheckedAt);

    private sealed class Slot(FeedKey key)
    {
        private volatile Checked? _current;

        public FeedKey Key => key;

        // Never disposed: it holds no handle as long as nobody asks for one.
        public SemaphoreSlim Gate { get; } = new(1);

        public Checked? Current
        {
            get => _current;
            set => _current = value;
        }

        public int Accounted { get; set; }
    }
}
