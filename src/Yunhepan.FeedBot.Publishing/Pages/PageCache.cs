using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>
/// Rendered pages. Each is kept until an article that it may show or feeds.json changes, and half a minute at most, as it says
/// how long ago things were. Bounded in bytes, as addresses are the visitors' to invent: the least recently read leave first.
/// One renders while the others who want the same page wait.
/// </summary>
internal sealed class PageCache(
    IServiceScopeFactory scopes, IOptions<PublishingOptions> options, DatabaseOutages outages, TimeProvider time)
{
    /// <summary>What an entry costs besides its bytes.</summary>
    internal const int EntryOverhead = 2048;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<PageKey, LinkedListNode<Slot>> _slots = [];
    private readonly LinkedList<Slot> _byUse = new();
    private readonly TimeSpan _freshFor = TimeSpan.FromMilliseconds(options.Value.FreshForMilliseconds);
    private long _size;

    /// <summary>Bytes that it may hold: half as many as the feeds.</summary>
    public long Capacity { get; } = options.Value.CacheMegabytes * 1024L * 1024L / 2;

    /// <summary>Bytes held now.</summary>
    public long Size
    {
        get
        {
            lock (_lock)
                return _size;
        }
    }

    /// <param name="filter">The articles that the page is made of.</param>
    /// <param name="render">Makes the page; called by one of all who ask for it at once.</param>
    public async Task<RenderedPage> GetAsync(
        PageRequest page, ArticleFilter filter, Func<IServiceProvider, Task<RenderedPage>> render, CancellationToken cancellationToken)
    {
        if (!page.IsKept)
        {
            await using var scope = scopes.CreateAsyncScope();
            return await render(scope.ServiceProvider);
        }

        var askedAt = time.GetTimestamp();
        var slot = SlotOf(PageKey.Of(page));
        if (slot.Current is { } current && IsUsable(current, page.Tree) && time.GetElapsedTime(current.CheckedAt) < _freshFor)
            return current.Page;
        var isFirst = slot.Gate.Wait(0, CancellationToken.None);
        if (!isFirst)
            await slot.Gate.WaitAsync(cancellationToken);
        try
        {
            // Somebody else may have looked while this one waited.
            if (!isFirst && slot.Current is { } renewed && IsUsable(renewed, page.Tree)
                && (renewed.CheckedAt >= askedAt || time.GetElapsedTime(renewed.CheckedAt) < _freshFor))
                return renewed.Page;
            var kept = await CheckAsync(slot.Current, page.Tree, filter, render, cancellationToken);
            Keep(slot, kept);
            return kept.Page;
        }
        catch (Exception e) when (slot.Current is { } held && DatabaseFault.IsAway(e))
        {
            // What was right a moment ago rather than nothing; and no look at once for each who asks.
            outages.Note(e);
            slot.Current = held with { CheckedAt = time.GetTimestamp() };
            return held.Page;
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    private async Task<Kept> CheckAsync(
        Kept? last, TopicTree tree, ArticleFilter filter, Func<IServiceProvider, Task<RenderedPage>> render,
        CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var mark = await scope.ServiceProvider.GetRequiredService<ArticleReader>().MarkAsync(filter, cancellationToken);
        return last is not null && IsUsable(last, tree) && last.Revision == mark.Revision
            ? last with { CheckedAt = now }
            : new Kept(await render(scope.ServiceProvider), tree, mark.Revision, now, now);
    }

    private bool IsUsable(Kept kept, TopicTree tree) => ReferenceEquals(kept.Tree, tree) && time.GetElapsedTime(kept.RenderedAt) < Longest;

    private Slot SlotOf(PageKey key)
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
            Shrink();
            return slot;
        }
    }

    private void Keep(Slot slot, Kept kept)
    {
        lock (_lock)
        {
            // It may have left meanwhile: then it is nobody's to count.
            if (!_slots.TryGetValue(slot.Key, out var node) || node.Value != slot)
                return;
            // What is not there has more addresses than what is, and must not push that out.
            if (kept.Page.Status == 404)
            {
                Remove(node);
                return;
            }

            _size += kept.Page.Size - slot.Size;
            slot.Current = kept;
            Shrink();
        }
    }

    private void Shrink()
    {
        while (_size > Capacity && _byUse.Last is { } oldest)
            Remove(oldest);
    }

    private void Remove(LinkedListNode<Slot> node)
    {
        _byUse.Remove(node);
        _slots.Remove(node.Value.Key);
        _size -= EntryOverhead + node.Value.Size;
        node.Value.Current = null;
    }

    /// <param name="CheckedAt">When the look at the store began.</param>
    private sealed record Kept(RenderedPage Page, TopicTree Tree, long Revision, long RenderedAt, long CheckedAt);

    private sealed class Slot(PageKey key)
    {
        private volatile Kept? _current;

        public PageKey Key => key;

        public int Size => _current?.Page.Size ?? 0;

        // Never disposed: it holds no handle as long as nobody asks for one.
        public SemaphoreSlim Gate { get; } = new(1);

        public Kept? Current
        {
            get => _current;
            set => _current = value;
        }
    }
}

/// <param name="Search">What is searched for; empty for pages that are no search.</param>
/// <param name="Language">That of the page, however it was chosen.</param>
/// <param name="IsChosen">True when the address names it: links then do too.</param>
internal readonly record struct PageKey(string Path, string Search, string Language, bool IsChosen, string BaseUrl)
{
    public static PageKey Of(PageRequest page) => new(page.Path, page.Search, page.Texts.Tag, page.LanguageQuery.Length > 0, page.BaseUrl);
}
