namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>A name as a document writes it, and what it means where it was last written.</summary>
internal sealed class XmlName(string written, int colon)
{
    public string Written => written;

    public string Prefix { get; } = colon < 0 ? string.Empty : written[..colon];

    public string Local { get; } = written[(colon + 1)..];

    /// <summary>True for <c>xmlns</c> and names with this prefix, which declare namespaces.</summary>
    public bool IsDeclaration { get; } = (colon < 0 ? written : written[..colon]) == "xmlns";

    /// <summary>The canonical name as an element, and the number of the scope in which it was looked up.</summary>
    public (int Scope, string Name) Element { get; set; }

    /// <summary>The canonical name as an attribute, and the number of the scope in which it was looked up.</summary>
    public (int Scope, string Name) Attribute { get; set; }
}

/// <summary>
/// The names of a document and the namespaces in scope. A document has few names, so each is taken apart and looked up once for each
/// scope.
/// </summary>
internal sealed class XmlNames(FeedTreeBuilder tree)
{
    private const int MostNames = 10_000;

    private readonly Dictionary<string, XmlName> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _addresses =
        new(StringComparer.Ordinal) { ["xml"] = "http://www.w3.org/XML/1998/namespace", [string.Empty] = string.Empty };

    /// <summary>The bindings that end with the elements of these depths.</summary>
    private readonly Stack<(int Depth, int Scope, string Prefix, string? Address)> _replaced = new();

    private int _scope = 1;

    private int _scopes = 1;

    /// <summary>Returns the name, or null if it is not a name of XML with namespaces or only the tolerant reader knows it.</summary>
    public XmlName? Find(ReadOnlySpan<char> written)
    {
        if (_names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(written, out var known))
            return known;
        var colon = written.IndexOf(':');
        if (_names.Count >= MostNames || colon == 0 || !IsName(written[(colon + 1)..]) || (colon > 0 && !IsName(written[..colon])))
            return null;
        var name = new XmlName(written.ToString(), colon);
        return _names[name.Written] = name;
    }

    /// <summary>Returns the canonical name of an element, or null if its prefix is not declared.</summary>
    public string? ElementName(XmlName name)
    {
        if (name.Element.Scope == _scope)
            return name.Element.Name;
        if (!_addresses.TryGetValue(name.Prefix, out var address))
            return null;
        name.Element = (_scope, tree.NameOf(name.Prefix, name.Local, address));
        return name.Element.Name;
    }

    /// <summary>Returns the canonical name of an attribute, or null if its prefix is not declared.</summary>
    public string? AttributeName(XmlName name)
    {
        if (name.Attribute.Scope == _scope)
            return name.Attribute.Name;
        var local = name.Local.ToLowerInvariant();
        if (name.Prefix.Length == 0)
            return Keep(local);
        if (!_addresses.TryGetValue(name.Prefix, out var address))
            return null;
        var prefix = FeedNamespaces.PrefixOf(address, name.Prefix) ?? name.Prefix;
        return Keep(prefix.Length == 0 ? local : $"{prefix}:{local}");

        string Keep(string canonical)
        {
            name.Attribute = (_scope, canonical);
            return canonical;
        }
    }

    /// <summary>Declares a namespace for an element; returns false if XML forbids the declaration.</summary>
    public bool Declare(XmlName declaration, string address, int depth)
    {
        var prefix = declaration.Prefix.Length == 0 ? string.Empty : declaration.Local;
        if (prefix is "xml" or "xmlns" || (prefix.Length > 0 && address.Length == 0))
            return false;
        _replaced.Push((depth, _scope, prefix, _addresses.GetValueOrDefault(prefix)));
        _addresses[prefix] = FeedNamespaces.Bounded(address);
        _scope = ++_scopes;
        return true;
    }

    /// <summary>Ends the scopes of the element at this depth.</summary>
    public void Leave(int depth)
    {
        while (_replaced.TryPeek(out var last) && last.Depth == depth)
        {
            _replaced.Pop();
            _scope = last.Scope;
            if (last.Address is null)
                _addresses.Remove(last.Prefix);
            else
                _addresses[last.Prefix] = last.Address;
        }
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || !(char.IsLetter(name[0]) || name[0] == '_'))
            return false;
        foreach (var c in name)
        {
            if (!char.IsLetter(c) && !char.IsAsciiDigit(c) && c is not ('-' or '.' or '_'))
                return false;
        }

        return true;
    }
}
