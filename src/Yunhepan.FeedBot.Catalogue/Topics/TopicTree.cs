using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Catalogue.Topics;

/// <summary>All topics under which articles are filed, from the current feeds.json. Immutable.</summary>
public sealed class TopicTree
{
    private readonly FrozenDictionary<(TopicKind, string), TopicNode> _nodes;
    private readonly FrozenDictionary<string, TopicNode> _unlisted;
    private readonly ILookup<(TopicKind, string?), TopicNode> _children;

    public TopicTree(Site site, IEnumerable<TopicNode> nodes)
    {
        Site = site;
        var all = nodes.ToLookup(n => n.IsUnlisted);
        Nodes = [.. all[false]];
        _unlisted = all[true].ToFrozenDictionary(n => n.Id, StringComparer.Ordinal);
        _nodes = Nodes.ToFrozenDictionary(n => (n.Kind, n.Id));
        _children = Nodes.ToLookup(n => (n.Kind, n.ParentId));
    }

    /// <summary>The kinds of topics that belong to trees.</summary>
    public static IReadOnlyList<TopicKind> Kinds { get; } = [TopicKind.Category, TopicKind.Source, TopicKind.Publisher, TopicKind.Region];

    public Site Site { get; }

    /// <summary>The licences by source id, including disabled sources, whose articles are still shown.</summary>
    public IReadOnlyDictionary<string, SourceLicence> Licences { get; init; } = FrozenDictionary<string, SourceLicence>.Empty;

    /// <summary>Returns the licence of a source; null if it states none.</summary>
    public SourceLicence? LicenceOf(string sourceId) => Licences.GetValueOrDefault(sourceId);

    /// <summary>The nodes in the order of feeds.json, parents before children, without unlisted sources.</summary>
    public IReadOnlyList<TopicNode> Nodes { get; }

    /// <summary>The sources that only their followers may see. No other member of this class returns them.</summary>
    public IReadOnlyCollection<TopicNode> Unlisted => _unlisted.Values;

    public IEnumerable<TopicNode> NodesOf(TopicKind kind) => Nodes.Where(n => n.Kind == kind);

    public TopicNode? Find(TopicKind kind, string id) => _nodes.GetValueOrDefault((kind, id));

    /// <summary>Finds a node even if it is an unlisted source: for readers who follow it.</summary>
    public TopicNode? FindFollowed(TopicKind kind, string id) =>
        Find(kind, id) ?? (kind == TopicKind.Source ? _unlisted.GetValueOrDefault(id) : null);

    /// <summary>Finds a node by an id as people type it; case is ignored if the exact id does not exist.</summary>
    public TopicNode? FindSpelled(TopicKind kind, string id) =>
        Find(kind, id) ?? Nodes.FirstOrDefault(n => n.Kind == kind && n.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    public IEnumerable<TopicNode> ChildrenOf(TopicKind kind, string? id) => _children[(kind, id)];

    /// <summary>Returns the node and its ancestors, nearest first; empty if the id is unknown.</summary>
    public IEnumerable<TopicNode> SelfAndAncestors(TopicKind kind, string? id)
    {
        for (var node = id is null ? null : Find(kind, id); node is not null; node = node.ParentId is { } p ? Find(kind, p) : null)
            yield return node;
    }

    /// <summary>Returns the node and its descendants; empty if the id is unknown.</summary>
    public IEnumerable<TopicNode> SelfAndDescendants(TopicKind kind, string id)
    {
        if (Find(kind, id) is not { } root)
            yield break;
        var open = new Stack<TopicNode>([root]);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var child in _children[(kind, node.Id)].Reverse())
                open.Push(child);
        }
    }
}
