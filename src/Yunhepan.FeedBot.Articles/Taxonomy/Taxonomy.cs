using System.Collections.Frozen;
using Yunhepan.FeedBot.Articles.Licensing;

namespace Yunhepan.FeedBot.Articles.Taxonomy;

public enum TaxonomyKind
{
    Category,
    Publisher,
    Source,
    Region,
}

/// <summary>One category, publisher, source or region, with its place in its tree.</summary>
public sealed record TaxonomyNode
{
    public required TaxonomyKind Kind { get; init; }

    public required string Id { get; init; }

    public string? ParentId { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    /// <summary>Of a category; normal for all others.</summary>
    public ArticlePriority Priority { get; init; } = ArticlePriority.Normal;

    /// <summary>Of a source: its address.</summary>
    public string? Url { get; init; }

    /// <summary>Of a source: its own category.</summary>
    public string? CategoryId { get; init; }

    /// <summary>Of a source: who publishes it.</summary>
    public string? PublisherId { get; init; }

    /// <summary>Of a source: where it is.</summary>
    public string? RegionId { get; init; }

    /// <summary>Of a source: its own node in a tree; null where it has none.</summary>
    public string? Own(TaxonomyKind kind) => kind switch
    {
        TaxonomyKind.Category => CategoryId,
        TaxonomyKind.Publisher => PublisherId,
        TaxonomyKind.Region => RegionId,
        _ => Id,
    };

    /// <summary>The name for a BCP 47 tag: Chinese for <c>zh…</c>, else English.</summary>
    public string NameFor(string? language) =>
        language is not null && language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? NameZh : NameEn;
}

/// <summary>Who publishes the feeds.</summary>
/// <param name="BaseUrl">Public address without a trailing slash; null when none is configured.</param>
public sealed record SiteIdentity(string Title, string? BaseUrl, string Language, TimeZoneInfo TimeZone, string? Contact);

/// <summary>All that articles are filed under, as feeds.json states it now. Immutable.</summary>
public sealed class TaxonomyTree
{
    private readonly FrozenDictionary<(TaxonomyKind, string), TaxonomyNode> _nodes;
    private readonly ILookup<(TaxonomyKind, string?), TaxonomyNode> _children;

    public TaxonomyTree(SiteIdentity site, IEnumerable<TaxonomyNode> nodes)
    {
        Site = site;
        Nodes = [.. nodes];
        _nodes = Nodes.ToFrozenDictionary(n => (n.Kind, n.Id));
        _children = Nodes.ToLookup(n => (n.Kind, n.ParentId));
    }

    public SiteIdentity Site { get; }

    /// <summary>By the ids of their sources, resting ones too: their articles are still shown.</summary>
    public IReadOnlyDictionary<string, ArticleLicence> Licences { get; init; } = FrozenDictionary<string, ArticleLicence>.Empty;

    /// <summary>What a source lets others show; null when nothing is stated.</summary>
    public ArticleLicence? LicenceOf(string sourceId) => Licences.GetValueOrDefault(sourceId);

    /// <summary>In the order of feeds.json, parents before children.</summary>
    public IReadOnlyList<TaxonomyNode> Nodes { get; }

    public IEnumerable<TaxonomyNode> Of(TaxonomyKind kind) => Nodes.Where(n => n.Kind == kind);

    public TaxonomyNode? Find(TaxonomyKind kind, string id) => _nodes.GetValueOrDefault((kind, id));

    /// <summary>As people type an id: in capitals too, where no other has it so.</summary>
    public TaxonomyNode? FindSpelled(TaxonomyKind kind, string id) =>
        Find(kind, id) ?? Nodes.FirstOrDefault(n => n.Kind == kind && n.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    public IEnumerable<TaxonomyNode> ChildrenOf(TaxonomyKind kind, string? id) => _children[(kind, id)];

    /// <summary>The node and all above it, nearest first; empty when unknown.</summary>
    public IEnumerable<TaxonomyNode> SelfAndAncestors(TaxonomyKind kind, string? id)
    {
        for (var node = id is null ? null : Find(kind, id); node is not null; node = node.ParentId is { } p ? Find(kind, p) : null)
            yield return node;
    }

    /// <summary>The node and all below it; empty when unknown.</summary>
    public IEnumerable<TaxonomyNode> SelfAndDescendants(TaxonomyKind kind, string id)
    {
        if (Find(kind, id) is not { } root)
            yield break;
        var open = new Stack<TaxonomyNode>([root]);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var child in _children[(kind, node.Id)])
                open.Push(child);
        }
    }
}
