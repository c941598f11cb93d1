namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// Builds the tree of a feed from tags in any order and repairs misnested and unclosed elements. Nodes and depth are bounded, so
/// the tree can be walked recursively.
/// </summary>
/// <param name="mends">True if an item that begins inside another one ends it. In well-formed XML such nesting is
/// intended.</param>
internal sealed class FeedTreeBuilder(bool mends)
{
    public const int MaxDepth = 120;

    private const int MaxNodes = 500_000;

    /// <summary>Elements that contain only text.</summary>
    private static readonly HashSet<string> Leaves =
        new(("title atom:title dc:title pubdate guid link dc:date dc:creator author category language copyright ttl lastbuilddate "
            + "atom:id atom:updated atom:published").Split(' '), StringComparer.Ordinal);

    /// <summary>
    /// Elements that never occur in the text of an item: one of them inside a leaf means that the leaf's end tag is missing.
    /// </summary>
    private static readonly HashSet<string> Vocabulary =
        new([.. Leaves,
            .. ("title description content:encoded enclosure source comments atom:title atom:link atom:summary atom:content "
                + "atom:author atom:category").Split(' ')], StringComparer.Ordinal);

    private readonly Dictionary<(string Prefix, string Local, string? Address), string> _names = [];
    private readonly List<FeedNode> _open = [FeedNode.NewElement("#document", [])];
    private int _nodes;
    private int _tooDeep;
    private string? _rootPrefix;
    private bool _hasBareAtomRoot;

    /// <summary>
    /// The namespace that the RSS root claims. RSS itself has none, so elements of this namespace count as elements without one.
    /// </summary>
    private string? _rssAddress;

    public HashSet<string> Addresses { get; } = new(StringComparer.Ordinal);

    public FeedNode Document => _open[0];

    public bool IsFull => _nodes >= MaxNodes;

    /// <param name="name">The canonical name, as <see cref="NameOf"/> gives it.</param>
    /// <param name="attributes">The attributes by their canonical names.</param>
    public void Open(string name, IReadOnlyList<FeedAttribute> attributes)
    {
        if (mends && name is "item" or "atom:entry")
            CloseUnfinished(name);
        else if (mends && Leaves.Contains(_open[^1].Name) && Vocabulary.Contains(name))
            CloseLast();
        if (_open.Count >= MaxDepth || IsFull)
        {
            _tooDeep++;
            return;
        }

        var node = FeedNode.NewElement(name, attributes);
        _nodes++;
        _open[^1].Add(node);
        _open.Add(node);
    }

    public void Close(string name)
    {
        if (_tooDeep > 0)
        {
            _tooDeep--;
            return;
        }

        var index = _open[^1].Name == name ? _open.Count - 1 : _open.FindLastIndex(node => node.Name == name);
        // An end tag without a start tag is dropped; elements inside the closed one end with it.
        if (index <= 0)
            return;
        for (var i = index; i < _open.Count; i++)
            _open[i].IsFinished = true;
        _open.RemoveRange(index, _open.Count - index);
    }

    public void AddText(string text)
    {
        if (text.Length == 0 || IsFull)
            return;
        _nodes++;
        _open[^1].Add(FeedNode.NewText(ControlCharacters.Mend(text)));
    }

    /// <summary>Closes an open item when a new one begins, because its end tag is missing.</summary>
    private void CloseUnfinished(string name)
    {
        var index = _open.FindLastIndex(node => node.Name == name);
        if (index <= 0)
            return;
        for (var i = index; i < _open.Count; i++)
            _open[i].IsFinished = true;
        _open.RemoveRange(index, _open.Count - index);
        _tooDeep = 0;
    }

    private void CloseLast()
    {
        _open[^1].IsFinished = true;
        _open.RemoveAt(_open.Count - 1);
    }

    /// <summary>Returns the canonical name of an element: lower case, with the canonical prefix of its namespace.</summary>
    public string NameOf(string prefix, string local, string? address)
    {
        if (_names.TryGetValue((prefix, local, address), out var known))
            return known;
        if (!string.IsNullOrEmpty(address) && Addresses.Count < 100)
            Addresses.Add(address);
        var lower = local.ToLowerInvariant();
        if (_rootPrefix is null)
        {
            _rootPrefix = prefix;
            _rssAddress = lower == "rss" && prefix.Length == 0 ? address : null;
            _hasBareAtomRoot = lower is "feed" or "entry" && FeedNamespaces.PrefixOf(address, prefix) is null or "";
        }

        var isRss = prefix == _rootPrefix && _rssAddress is not null && address == _rssAddress;
        var canonical = isRss
            ? string.Empty : FeedNamespaces.PrefixOf(address, prefix) ?? (prefix == _rootPrefix ? string.Empty : prefix.ToLowerInvariant());
        if (canonical.Length == 0 && _hasBareAtomRoot)
            canonical = "atom";
        var name = canonical.Length == 0 ? lower : $"{canonical}:{lower}";
        if (_names.Count < 10_000)
            _names[(prefix, local, address)] = name;
        return name;
    }
}
