using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>One node of a tree in feeds.json, with its id completed to a path.</summary>
internal sealed record TreeNode(ObjectReader Members, string Id, string? ParentId, LocalisedName Name);

/// <summary>
/// Reads categories, publishers and regions: flat lists whose ids are paths, nested <c>children</c>, or both. A parent must be
/// listed, because its name is shown to people.
/// </summary>
internal sealed partial class TreeReader(FaultList faults, string what, string[] known)
{
    private readonly Dictionary<string, TreeNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<TreeNode> _inFileOrder = [];

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex IdPattern { get; }

    /// <summary>Returns the nodes in the order of the file, but parents before children.</summary>
    public IReadOnlyList<TreeNode> Read(IReadOnlyList<PlacedJson> values)
    {
        foreach (var value in values)
            ReadNode(value, null);

        foreach (var node in _inFileOrder)
        {
            if (node.ParentId is { } parent && !_nodes.ContainsKey(parent))
                node.Members.Fault("id", $"its parent {what} \"{parent}\" is not listed{Suggestion.For(parent, _nodes.Keys)}");
        }

        return [.. _inFileOrder.OrderBy(node => node.Id.Count(c => c == '/'))];
    }

    private void ReadNode(PlacedJson value, string? parentId)
    {
        var members = new ObjectReader(value, known, faults);
        var id = ReadId(members, parentId);
        var name = members.Name("name");
        if (value.Members.Count > 0 && !members.Has("name"))
            faults.Add(value, "\"name\" is required");

        if (id is not null)
        {
            var slash = id.LastIndexOf('/');
            var node = new TreeNode(members, id, slash < 0 ? null : id[..slash], name ?? new LocalisedName(id, id));
            if (_nodes.TryAdd(id, node))
                _inFileOrder.Add(node);
            else
                members.Fault(
                "id", $"there is another {what} \"{id}\"");
        }

        foreach (var child in members.Items("children"))
            ReadNode(child, id);
    }

    private static string? ReadId(ObjectReader members, string? parentId)
    {
        if (members.Required("id") is not { } id)
            return null;

        if (!IdPattern.IsMatch(id) || id.Length > 100)
        {
            members.Fault(
                "id", $"\"{FaultWords.Clip(id)}\" is not an id: use a-z, 0-9, - and _, with / between levels, at most 100 characters");
            return null;
        }

        return parentId is null || id.StartsWith(parentId + "/", StringComparison.Ordinal) ? id : $"{parentId}/{id}";
    }
}
